@NullMarked
package dev.turnup.port;

import org.jspecify.annotations.NullMarked;
