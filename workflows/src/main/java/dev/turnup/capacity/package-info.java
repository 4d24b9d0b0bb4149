@NullMarked
package dev.turnup.capacity;

import org.jspecify.annotations.NullMarked;
