/** TMF637 product inventory. */
@NullMarked
package dev.turnup.inventory;

import org.jspecify.annotations.NullMarked;
