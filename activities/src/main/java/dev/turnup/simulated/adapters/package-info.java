/** Every simulated adapter, in one list. */
@NullMarked
package dev.turnup.simulated.adapters;

import org.jspecify.annotations.NullMarked;
