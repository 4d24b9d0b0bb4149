@NullMarked
package dev.turnup.circuit;

import org.jspecify.annotations.NullMarked;
