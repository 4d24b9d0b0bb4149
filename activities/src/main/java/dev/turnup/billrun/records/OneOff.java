package dev.turnup.billrun.records;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What the ledger charged or credited once, and no bill has shown.
 *
 * @param amount in the currency's units; less than zero for a credit
 */
record OneOff(String id, BigDecimal amount, String currency, Instant at, String reason) {

    BillLine line() {
        return new BillLine(
                0,
                amount.signum() < 0 ? LineKind.credit : LineKind.oneOff,
                null,
                null,
                id,
                null,
                reason,
                null,
                at,
                at,
                0,
                amount);
    }
}
