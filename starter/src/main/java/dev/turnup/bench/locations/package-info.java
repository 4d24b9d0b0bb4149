/** How fast and how well buildings are imported and found, at the sizes of real lists. */
@NullMarked
package dev.turnup.bench.locations;

import org.jspecify.annotations.NullMarked;
