@NullMarked
package dev.turnup.product.inventory;

import org.jspecify.annotations.NullMarked;
