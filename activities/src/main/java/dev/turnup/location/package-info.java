/** The list of buildings: its file, its generations, and questions to it. */
@NullMarked
package dev.turnup.location;

import org.jspecify.annotations.NullMarked;
