/** Bills over HTTP: TMF678, and what operators do about them. */
@NullMarked
package dev.turnup.bills;

import org.jspecify.annotations.NullMarked;
