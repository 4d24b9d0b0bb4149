@NullMarked
package dev.turnup.billing.ledger;

import org.jspecify.annotations.NullMarked;
