@NullMarked
package dev.turnup.access;

import org.jspecify.annotations.NullMarked;
