/** Placing an order and showing how it goes, through the API alone. */
@NullMarked
package dev.turnup.cli.demo;

import org.jspecify.annotations.NullMarked;
