package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.billrun.records.BillCheck;
import dev.turnup.billrun.records.BillRunReads;
import dev.turnup.billrun.records.BillingPeriod;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

/** Runs that bill each tenant once, whatever breaks meanwhile. Each has a month for itself, before any order of other tests. */
class BillRunTest {
    private static final int TENANTS = 250;

    private final OrderLab lab = OrderLab.shared();

    /** A month with a fact of each tenant, which lasts a day, for 24.00. */
    private String month() {
        String month = lab.jdbi()
                .withExtension(BillRunReads.class, BillRunReads::latest)
                .map(run -> YearMonth.parse(run.period()).plusMonths(1))
                .orElse(YearMonth.of(2001, 1))
                .toString();
        Instant since = Instant.parse(month + "-05T00:00:00Z");
        lab.jdbi().useTransaction(tx -> {
            for (int n = 0; n < TENANTS; n++) {
                String id = "of-%s-%03d".formatted(month, n);
                tx.execute("insert into tenant (id, name, created_at) values (?, 'T', ?)", id, since);
                tx.execute("""
                        insert into product_order (id, tenant, state, mode, body, plan, created_at, ended_at, checked_at)
                        values (?, ?, 'completed', 'allOrNothing', '{}', '{}', ?, ?, ?)""", id, id, since, since, since);
                tx.execute("""
                        insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                            currency, created_at)
                        values (?, ?, ?, '1', 'port', 'Port', 'terminated', '{}', '{}', 1, 'USD', ?)""", id, id, id, since);
                tx.execute("""
                        insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until)
                        values (?, ?, ?, 1, 'USD', ?, ?)""", id, id, id, since, since.plusSeconds(86_400));
            }
        });
        return month;
    }

    private void everyoneIsBilledOnce(String month) {
        assertThat(lab.list(
                        "select tenant || ' ' || amount from customer_bill where period = ? order by tenant", month))
                .hasSize(TENANTS)
                .doesNotHaveDuplicates()
                .allMatch(bill -> bill.endsWith(" 24.00"));
        BillCheck.Result check =
                new BillCheck(lab.jdbi()).of(BillingPeriod.read(month).orElseThrow());
        assertThat(check.isRight()).isTrue();
        assertThat(check.sums().getFirst().posted()).isEqualByComparingTo("6000.00");
    }

    @Test
    void every_tenant_is_billed_at_few_events() {
        String month = month();
        PlacedBillRun run = lab.billRun(Path.BILL_RUN, month).told().ends();

        everyoneIsBilledOnce(month);
        assertThat(run.row().billed()).isEqualTo(run.row().tenants()).isGreaterThanOrEqualTo(TENANTS);
        assertThat(run.histories().getFirst().events()).isLessThan(80);
    }

    @Test
    void a_run_whose_workflow_is_lost_goes_on_with_another_one() {
        String month = month();
        PlacedBillRun run = lab.billRun(Path.BILL_RUN_WORKFLOW_LOST, month);
        lab.takeAway("bill_line");
        run.told().untilRetrying().loseWorkflow();
        lab.bringBack("bill_line");

        run.untilDone().seen().ends();
        everyoneIsBilledOnce(month);
    }

    @Test
    void a_run_that_is_cancelled_in_temporal_goes_on_with_another_one() {
        String month = month();
        PlacedBillRun run = lab.billRun(Path.BILL_RUN_CANCELLED_IN_TEMPORAL, month);
        lab.takeAway("bill_line");
        run.told().untilRetrying().cancelInTemporal();
        lab.bringBack("bill_line");

        run.untilDone().seen().ends();
        everyoneIsBilledOnce(month);
    }
}
