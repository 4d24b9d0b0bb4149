/** What is done for event windows when it is due, on our own database. */
@NullMarked
package dev.turnup.window.records;

import org.jspecify.annotations.NullMarked;
