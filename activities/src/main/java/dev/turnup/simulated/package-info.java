/** The simulated outside world: what the simulated adapters of all capabilities act upon. docs/simulators.md. */
@NullMarked
package dev.turnup.simulated;

import org.jspecify.annotations.NullMarked;
