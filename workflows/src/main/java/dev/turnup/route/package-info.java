@NullMarked
package dev.turnup.route;

import org.jspecify.annotations.NullMarked;
