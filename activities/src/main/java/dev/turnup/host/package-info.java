@NullMarked
package dev.turnup.host;

import org.jspecify.annotations.NullMarked;
