@NullMarked
package dev.turnup.ledger;

import org.jspecify.annotations.NullMarked;
