@NullMarked
package dev.turnup.plan;

import org.jspecify.annotations.NullMarked;
