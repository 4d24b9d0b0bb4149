package dev.turnup.billrun.records;

import dev.turnup.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** One tenant's bills of a period, one for each currency: bills, lines and ledger in one transaction, once. */
public final class TenantBills {
    private final Jdbi jdbi;
    private final InstantSource clock;

    public TenantBills(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /** Does nothing where the tenant has its bills, or nothing to pay. Throws IllegalStateException where the run is done. */
    public void bill(String tenant, BillingPeriod period) {
        jdbi.useTransaction(tx -> {
            if (tx.attach(BillTable.class).bills(tenant, period.id()) == 0) {
                Map<String, List<BillLine>> all = lines(tx, tenant, period, period.end());
                for (Map.Entry<String, List<BillLine>> lines : all.entrySet()) {
                    if (!isStored(tx, tenant, period, lines.getKey(), lines.getValue())) {
                        return; // a twin was first; its transaction has everything
                    }
                }
                if (!all.isEmpty()) {
                    notTooLate(tx, period);
                }
            }
        });
    }

    /** Until this transaction has ended the run can't end, and no later one bills the same facts; last, since others wait for it. */
    private static void notTooLate(Handle tx, BillingPeriod period) {
        if (tx.attach(BillRunTable.class).keepOpen(period.id()) == 0) {
            throw new IllegalStateException("the run of " + period.id() + " is done: the next one has what this lacks");
        }
    }

    /**
     * What would be on a bill of that period, by currency, from what is known now.
     *
     * @param end the period's, or an earlier instant to see how it stands
     */
    public static Map<String, List<BillLine>> lines(Handle tx, String tenant, BillingPeriod period, Instant end) {
        BillTable table = tx.attach(BillTable.class);
        Map<String, List<BillLine>> lines = new TreeMap<>();
        table.segments(tenant, period.id(), end)
                .forEach(segment ->
                        segment.lines(period.begin(), end).forEach(line -> add(lines, segment.currency(), line)));
        table.oneOffs(tenant, period.id(), end).forEach(entry -> add(lines, entry.currency(), entry.line()));
        return lines;
    }

    private static void add(Map<String, List<BillLine>> lines, String currency, BillLine line) {
        List<BillLine> list = lines.computeIfAbsent(currency, key -> new ArrayList<>());
        list.add(line.numbered(list.size() + 1));
    }

    private boolean isStored(Handle tx, String tenant, BillingPeriod period, String currency, List<BillLine> lines) {
        BillTable table = tx.attach(BillTable.class);
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (table.add(id, tenant, period, currency, total(lines), now) == 0) {
            return false;
        }
        table.addLines(id, tenant, period.id(), lines);
        // what is charged or credited once is in the ledger already
        post(tx, id, tenant, "usage", total(lines, line -> line.kind() == LineKind.usage), currency, now);
        post(tx, id, tenant, "adjustment", total(lines, line -> isAdjustment(line, 1)), currency, now);
        post(tx, id, tenant, "reversal", total(lines, line -> isAdjustment(line, -1)), currency, now);
        return true;
    }

    private static boolean isAdjustment(BillLine line, int sign) {
        return line.kind() == LineKind.adjustment && line.amount().signum() == sign;
    }

    private static void post(
            Handle tx, String bill, String tenant, String what, BigDecimal amount, String currency, Instant now) {
        if (amount.signum() != 0) {
            Ledger.bill(tx, bill, tenant, what, amount, currency, now);
        }
    }

    /** In the currency's units, two decimals. */
    public static BigDecimal total(List<BillLine> lines) {
        return total(lines, line -> true);
    }

    private static BigDecimal total(List<BillLine> lines, Predicate<BillLine> which) {
        return lines.stream().filter(which).map(BillLine::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}
