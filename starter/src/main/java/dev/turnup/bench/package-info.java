@NullMarked
package dev.turnup.bench;

import org.jspecify.annotations.NullMarked;
