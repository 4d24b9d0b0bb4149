package dev.turnup.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** The double-entry ledger: append only; each row moves an amount from one account to another, so it always sums to zero. */
public final class Ledger {
    private Ledger() {}

    /**
     * Charges a tenant once: what the tenant owes rises, and so does what we earned.
     *
     * @param id what it is for; a second charge of the same id does nothing
     * @param amount in the currency's units, more than zero, two decimals
     */
    public static void charge(
            Handle tx, String id, String tenant, BigDecimal amount, String currency, Instant at, String reason) {
        tx.createUpdate("""
                insert into ledger_entry (id, tenant, debit, credit, amount, currency, at, reason)
                values (:id, :tenant, :debit, :credit, :amount, :currency, :at, :reason) on conflict do nothing""")
                .bind("id", id)
                .bind("tenant", tenant)
                .bind("debit", "receivable:" + tenant)
                .bind("credit", "revenue:" + reason)
                .bind("amount", amount)
                .bind("currency", currency)
                .bind("at", at)
                .bind("reason", reason)
                .execute();
    }
}
