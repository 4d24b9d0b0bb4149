/** The folder that holds all state of an embedded Turnup, and the ports it takes. */
@NullMarked
package dev.turnup.cli.home;

import org.jspecify.annotations.NullMarked;
