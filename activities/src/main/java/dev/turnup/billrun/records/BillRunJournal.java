package dev.turnup.billrun.records;

import dev.turnup.billrun.BillRunLook;
import dev.turnup.billrun.BillRunRecords;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;

/** Bills tenants in the order of their ids. Whoever is second with the same ones changes nothing. */
public final class BillRunJournal implements BillRunRecords {
    /** 20 pages for 2,000 tenants: about 130 events of history. */
    private static final int PAGE = 100;

    /** Connections of the pool that are in use meanwhile. */
    private static final int AT_ONCE = 4;

    private final Jdbi jdbi;
    private final TenantBills bills;
    private final InstantSource clock;

    public BillRunJournal(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.bills = new TenantBills(jdbi, clock);
        this.clock = clock;
    }

    @Override
    public BillRunLook goOn(BillRunStart start) {
        BillRunRow run = find(start);
        if (!run.state().isFinal()) {
            List<String> tenants =
                    jdbi.withExtension(BillRunTable.class, table -> table.tenants(run.lastTenant(), PAGE));
            bill(tenants, BillingPeriod.of(run.period()));
            jdbi.useExtension(BillRunTable.class, table -> note(table, run, tenants));
        }
        BillRunRow now = find(start);
        return new BillRunLook(now.state(), now.billed(), now.tenants());
    }

    private void note(BillRunTable table, BillRunRow run, List<String> tenants) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (tenants.isEmpty()) {
            table.end(run.period(), now);
        } else {
            table.goOn(run.period(), run.lastTenant(), tenants.getLast(), tenants.size(), now);
        }
    }

    private void bill(List<String> tenants, BillingPeriod period) {
        List<Callable<Void>> tasks = tenants.stream()
                .map(tenant -> (Callable<Void>) () -> {
                    bills.bill(tenant, period);
                    return null;
                })
                .toList();
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a tenant of " + period.id() + " was not billed; it is tried again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private BillRunRow find(BillRunStart start) {
        return jdbi.withExtension(BillRunReads.class, reads -> reads.find(start.period()))
                .orElseThrow(() -> new IllegalStateException("there is no bill run " + start.period()));
    }
}
