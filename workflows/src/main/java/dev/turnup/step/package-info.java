@NullMarked
package dev.turnup.step;

import org.jspecify.annotations.NullMarked;
