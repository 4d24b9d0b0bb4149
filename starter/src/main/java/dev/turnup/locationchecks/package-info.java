/** Lists of sites over HTTP: a CSV file in, its answers out. */
@NullMarked
package dev.turnup.locationchecks;

import org.jspecify.annotations.NullMarked;
