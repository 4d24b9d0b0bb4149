@NullMarked
package dev.turnup.qualification;

import org.jspecify.annotations.NullMarked;
