@NullMarked
package dev.turnup.product;

import org.jspecify.annotations.NullMarked;
