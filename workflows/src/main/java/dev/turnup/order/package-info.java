@NullMarked
package dev.turnup.order;

import org.jspecify.annotations.NullMarked;
