@NullMarked
package dev.turnup.relay;

import org.jspecify.annotations.NullMarked;
