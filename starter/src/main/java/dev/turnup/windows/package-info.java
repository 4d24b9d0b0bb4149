/** Event windows over HTTP. */
@NullMarked
package dev.turnup.windows;

import org.jspecify.annotations.NullMarked;
