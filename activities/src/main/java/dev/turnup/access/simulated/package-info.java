/** The line into a building, simulated, with its field crew. */
@NullMarked
package dev.turnup.access.simulated;

import org.jspecify.annotations.NullMarked;
