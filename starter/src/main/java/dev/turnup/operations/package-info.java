/** Turnup's own resources for operators: timeline, fallout, wake. */
@NullMarked
package dev.turnup.operations;

import org.jspecify.annotations.NullMarked;
