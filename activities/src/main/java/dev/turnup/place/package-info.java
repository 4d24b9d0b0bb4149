/** Sites and buildings, as orders see them. */
@NullMarked
package dev.turnup.place;

import org.jspecify.annotations.NullMarked;
