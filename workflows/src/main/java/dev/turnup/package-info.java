@NullMarked
package dev.turnup;

import org.jspecify.annotations.NullMarked;
