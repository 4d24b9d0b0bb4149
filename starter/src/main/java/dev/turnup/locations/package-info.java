/** What can be had where: questions by id, typed address and coordinates, and answers that can be ordered on. */
@NullMarked
package dev.turnup.locations;

import org.jspecify.annotations.NullMarked;
