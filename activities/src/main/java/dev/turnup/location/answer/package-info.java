/** What customers are told of places, kept so that they can order on it. */
@NullMarked
package dev.turnup.location.answer;

import org.jspecify.annotations.NullMarked;
