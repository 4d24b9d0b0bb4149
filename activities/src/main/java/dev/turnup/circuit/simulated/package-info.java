/** The fabric between ports, simulated. */
@NullMarked
package dev.turnup.circuit.simulated;

import org.jspecify.annotations.NullMarked;
