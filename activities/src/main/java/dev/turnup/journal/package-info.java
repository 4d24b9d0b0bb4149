@NullMarked
package dev.turnup.journal;

import org.jspecify.annotations.NullMarked;
