/** What can be had at a place, how soon and for how much. */
@NullMarked
package dev.turnup.location.offer;

import org.jspecify.annotations.NullMarked;
