/** The command line: each command, and how a whole Turnup is brought up on one machine. */
@NullMarked
package dev.turnup.cli;

import org.jspecify.annotations.NullMarked;
