/** TMF620 product catalogue. */
@NullMarked
package dev.turnup.catalog;

import org.jspecify.annotations.NullMarked;
