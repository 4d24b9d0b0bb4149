/** TMF622 product ordering. */
@NullMarked
package dev.turnup.ordering;

import org.jspecify.annotations.NullMarked;
