@NullMarked
package dev.turnup.gateway;

import org.jspecify.annotations.NullMarked;
