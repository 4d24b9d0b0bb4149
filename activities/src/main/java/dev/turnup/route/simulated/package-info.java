/** The clouds, simulated, each with its own life cycle and words. */
@NullMarked
package dev.turnup.route.simulated;

import org.jspecify.annotations.NullMarked;
