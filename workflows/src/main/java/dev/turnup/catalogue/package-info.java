@NullMarked
package dev.turnup.catalogue;

import org.jspecify.annotations.NullMarked;
