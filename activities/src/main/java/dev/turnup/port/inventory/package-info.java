@NullMarked
package dev.turnup.port.inventory;

import org.jspecify.annotations.NullMarked;
