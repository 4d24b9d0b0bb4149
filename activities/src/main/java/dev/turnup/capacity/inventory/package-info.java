@NullMarked
package dev.turnup.capacity.inventory;

import org.jspecify.annotations.NullMarked;
