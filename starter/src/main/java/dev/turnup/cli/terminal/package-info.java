/** What people and scripts see: lines, one JSON object, plain errors. */
@NullMarked
package dev.turnup.cli.terminal;

import org.jspecify.annotations.NullMarked;
