package dev.turnup.billrun.records;

import dev.turnup.billrun.BillRunLook;
import dev.turnup.billrun.BillRunRecords;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bills tenants in the order of their ids. Whoever is second with the same ones changes nothing. */
public final class BillRunJournal implements BillRunRecords {
    /** 20 pages for 2,000 tenants: about 130 events of history. */
    private static final int PAGE = 100;

    /** Connections of the pool that are in use meanwhile. */
    private static final int AT_ONCE = 4;

    /** Of a message as it is stored. */
    private static final int LONGEST = 500;

    /** Named in a message at the most. */
    private static final int NAMED = 10;

    private static final Logger LOG = LoggerFactory.getLogger(BillRunJournal.class);

    private final Jdbi jdbi;
    private final TenantBills bills;
    private final InstantSource clock;

    /** @param unhurried where a bill may take its time */
    public BillRunJournal(Jdbi jdbi, Jdbi unhurried, InstantSource clock) {
        this.jdbi = jdbi;
        this.bills = new TenantBills(unhurried, clock);
        this.clock = clock;
    }

    @Override
    public BillRunLook goOn(BillRunStart start) {
        BillRunRow run = find(start);
        if (!run.state().isFinal()) {
            List<String> tenants =
                    jdbi.withExtension(BillRunTable.class, table -> table.tenants(run.lastTenant(), PAGE));
            if (tenants.isEmpty()) {
                end(run);
            } else {
                page(run, tenants);
            }
        }
        BillRunRow now = find(start);
        return new BillRunLook(now.state(), now.billed(), now.tenants());
    }

    private void page(BillRunRow run, List<String> tenants) {
        Map<String, String> left = bill(tenants, run);
        jdbi.useTransaction(tx -> {
            BillRunTable table = tx.attach(BillRunTable.class);
            if (table.goOn(run.period(), run.lastTenant(), tenants.getLast(), tenants.size(), now()) == 1) {
                table.leave(run.period(), left.keySet(), left.values(), now());
            }
        });
    }

    /** Throws IllegalStateException while somebody is left: the next attempt tries them again. */
    private void end(BillRunRow run) {
        List<String> tenants = jdbi.withExtension(BillRunTable.class, table -> table.left(run.period(), PAGE));
        Map<String, String> left = bill(tenants, run);
        jdbi.useTransaction(tx -> {
            BillRunTable table = tx.attach(BillRunTable.class);
            table.billed(
                    run.period(),
                    tenants.stream().filter(tenant -> !left.containsKey(tenant)).toList());
            table.leftAgain(run.period(), left.keySet(), left.values(), now());
            table.end(run.period(), now());
        });
        if (!left.isEmpty()) {
            throw new IllegalStateException("not billed yet: "
                    + left.entrySet().stream()
                            .limit(NAMED)
                            .map(one -> one.getKey() + " (" + one.getValue() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Those whose bill could not be made, and why. */
    private Map<String, String> bill(List<String> tenants, BillRunRow run) {
        BillingPeriod period = BillingPeriod.of(run.period());
        Map<String, String> left = new ConcurrentSkipListMap<>();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            tenants.forEach(tenant -> threads.execute(() -> {
                try {
                    bills.bill(tenant, period);
                } catch (RuntimeException e) {
                    LOG.error(
                            "tenant {} of {} was not billed; it is tried again: {}",
                            tenant,
                            period.id(),
                            e.getMessage());
                    String why = String.valueOf(e.getMessage());
                    left.put(tenant, why.substring(0, Math.min(why.length(), LONGEST)));
                }
            }));
        }
        return left;
    }

    private BillRunRow find(BillRunStart start) {
        return jdbi.withExtension(BillRunReads.class, reads -> reads.find(start.period()))
                .orElseThrow(() -> new IllegalStateException("there is no bill run " + start.period()));
    }
}
