/** Made-up lists of buildings of any length, and what people make of their addresses when they type. */
@NullMarked
package dev.turnup.location.generate;

import org.jspecify.annotations.NullMarked;
