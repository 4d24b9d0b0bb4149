/** What intake writes and reads: orders, products, keys, places. Every query is scoped by tenant. */
@NullMarked
package dev.turnup.intake;

import org.jspecify.annotations.NullMarked;
