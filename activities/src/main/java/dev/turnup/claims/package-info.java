/** Who takes how much of what is shared: for every adapter that gives a part of it out. */
@NullMarked
package dev.turnup.claims;

import org.jspecify.annotations.NullMarked;
