/** Buildings by what people type. */
@NullMarked
package dev.turnup.location.find;

import org.jspecify.annotations.NullMarked;
