@NullMarked
package dev.turnup.billing;

import org.jspecify.annotations.NullMarked;
