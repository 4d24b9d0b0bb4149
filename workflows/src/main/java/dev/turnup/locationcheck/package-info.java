/** Lists of sites that customers ask about, answered row by row. */
@NullMarked
package dev.turnup.locationcheck;

import org.jspecify.annotations.NullMarked;
