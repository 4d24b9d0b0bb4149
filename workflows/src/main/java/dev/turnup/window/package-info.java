/** Event windows: more speed from one instant to another, with the return guaranteed. */
@NullMarked
package dev.turnup.window;

import org.jspecify.annotations.NullMarked;
