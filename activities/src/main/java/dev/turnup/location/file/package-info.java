/** The provider's file: CSV, as it comes, with every line that can't be used told by number and reason. */
@NullMarked
package dev.turnup.location.file;

import org.jspecify.annotations.NullMarked;
