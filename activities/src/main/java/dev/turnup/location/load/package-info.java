/** From the provider's file to a new generation of the list. */
@NullMarked
package dev.turnup.location.load;

import org.jspecify.annotations.NullMarked;
