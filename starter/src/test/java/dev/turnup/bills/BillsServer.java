package dev.turnup.bills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.records.BillRunJournal;
import dev.turnup.billrun.records.BillingPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** An intake with facts to be billed; tenants are billed when a test says so. */
abstract class BillsServer extends IntakeServer {
    static final String RUNS = "/api/v1/bill-runs";
    static final String CREDITS = "/api/v1/credits";
    static final String BILLS = "/tmf-api/customerBillManagement/v5/customerBill";
    static final String RATES = "/tmf-api/customerBillManagement/v5/appliedCustomerBillingRate";
    static final String ON_DEMAND = "/tmf-api/customerBillManagement/v5/customerBillOnDemand";

    /** The month that is over. */
    static final BillingPeriod LAST = BillingPeriod.at(Instant.now()).previous();

    /** An hour of a product, from the beginning of the last month on, and no longer unless said. */
    void fact(String tenant, String product, String name, String perHour, @Nullable Instant until) {
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into product_order (id, tenant, state, mode, body, plan, created_at)
                    values (?, ?, 'completed', 'allOrNothing', '{}', '{}', ?)""", product, tenant, LAST.begin());
            handle.execute("""
                    insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour,
                        currency, created_at)
                    values (?, ?, ?, '1', 'port', ?, 'active', '{}', '{}', 1, 'USD', ?)""", product, tenant, product, name, LAST.begin());
            handle.execute(
                    """
                    insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until, open_key)
                    values (?, ?, ?, ?, 'USD', ?, ?, ?)""",
                    product + "/1",
                    tenant,
                    product,
                    new BigDecimal(perHour),
                    LAST.begin(),
                    until,
                    until == null ? product : null);
        });
    }

    void hour(String tenant, String product, String perHour) {
        fact(tenant, product, "Port " + product, perHour, LAST.begin().plusSeconds(3_600));
    }

    Reply order(BillingPeriod period) {
        return post(operator, RUNS, "{\"period\": \"" + period.id() + "\"}");
    }

    /** Bills everybody, as the run's workflow has it done. */
    JsonNode billed() {
        Reply run = order(LAST);
        assertThat(run.status()).as(run.text()).isEqualTo(201);
        BillRunJournal journal = new BillRunJournal(jdbi, jdbi, InstantSource.system());
        BillRunStart start = new BillRunStart(LAST.id());
        while (!journal.goOn(start).state().isFinal()) {}
        return get(operator, run.header("Location")).json();
    }

    /** The only bill that this key sees. */
    JsonNode bill(String key) {
        JsonNode bills = get(key, BILLS).json();
        assertThat(bills).hasSize(1);
        return bills.path(0);
    }
}
