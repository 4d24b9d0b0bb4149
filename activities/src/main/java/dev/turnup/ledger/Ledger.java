package dev.turnup.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The double-entry ledger: append only; each row moves an amount from one account to another, so it always sums to zero. What is
 * posted twice under one id is posted once.
 */
public final class Ledger {
    private Ledger() {}

    /**
     * Charges a tenant once: what the tenant owes rises, and so does what we earned. The next bill shows it.
     *
     * @param id what it is for
     * @param amount in the currency's units, more than zero, two decimals
     */
    public static void charge(
            Handle tx, String id, String tenant, BigDecimal amount, String currency, Instant at, String reason) {
        post(tx, id, receivable(tenant), "revenue:" + reason, tenant, amount, currency, at, reason, null);
    }

    /**
     * Takes something off what a tenant owes. The next bill shows it.
     *
     * @param id what it is for
     * @param amount in the currency's units, more than zero, two decimals
     */
    public static void credit(
            Handle tx, String id, String tenant, BigDecimal amount, String currency, Instant at, String reason) {
        post(tx, id, "revenue:credit", receivable(tenant), tenant, amount, currency, at, reason, null);
    }

    /**
     * Posts what a bill is the first to charge.
     *
     * @param part which of the bill's postings it is
     * @param amount in the currency's units, two decimals, not zero; where it is less, it reverses what earlier bills charged
     */
    public static void bill(
            Handle tx, String bill, String tenant, String part, BigDecimal amount, String currency, Instant at) {
        boolean more = amount.signum() > 0;
        String owed = receivable(tenant);
        String earned = "revenue:usage";
        post(
                tx,
                "bill/" + bill + "/" + part,
                more ? owed : earned,
                more ? earned : owed,
                tenant,
                amount.abs(),
                currency,
                at,
                part,
                bill);
    }

    private static String receivable(String tenant) {
        return "receivable:" + tenant;
    }

    private static void post(
            Handle tx,
            String id,
            String debit,
            String credit,
            String tenant,
            BigDecimal amount,
            String currency,
            Instant at,
            String reason,
            @Nullable String bill) {
        tx.createUpdate("""
                insert into ledger_entry (id, tenant, debit, credit, amount, currency, at, reason, bill_id)
                values (:id, :tenant, :debit, :credit, :amount, :currency, :at, :reason, :bill) on conflict do nothing""")
                .bind("id", id)
                .bind("tenant", tenant)
                .bind("debit", debit)
                .bind("credit", credit)
                .bind("amount", amount)
                .bind("currency", currency)
                .bind("at", at)
                .bind("reason", reason)
                .bind("bill", bill)
                .execute();
    }
}
