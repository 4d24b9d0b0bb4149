/** Where Temporal comes from: a given address, a CLI from anywhere, or memory. */
@NullMarked
package dev.turnup.cli.temporal;

import org.jspecify.annotations.NullMarked;
