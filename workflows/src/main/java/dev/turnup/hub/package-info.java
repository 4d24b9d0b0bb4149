/** Events on their way to one subscriber. */
@NullMarked
package dev.turnup.hub;

import org.jspecify.annotations.NullMarked;
