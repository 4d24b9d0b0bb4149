package dev.turnup.billing.ledger;

import dev.turnup.billing.Billing;
import dev.turnup.journal.OwnResource;
import dev.turnup.ledger.Ledger;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Opens a product's billing segment at its activation instant, and posts what is charged once. */
public final class BillingLedger implements OwnResource<Billing.Desired, Billing.Receipt> {

    @Override
    public Capability<Billing.Desired, Billing.Receipt> capability() {
        return Billing.CAPABILITY;
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public Billing.Receipt take(Handle tx, StepCall<Billing.Desired> call) {
        Billing.Desired desired = call.desired();
        String product = call.key().orderId() + "-" + call.key().itemId();
        Instant since = tx.createQuery("select active_since from product where id = :id and active_since is not null")
                .bind("id", product)
                .mapTo(Instant.class)
                .findOne()
                .orElseThrow(() -> new StepFailure(FailureCode.RECEIPT_MISMATCH, product + " is not active"));
        tx.createUpdate("""
                insert into billing_segment (id, tenant, product_id, per_hour, currency, since, open_key)
                values (:id, :tenant, :product, :perHour, :currency, :since, :product)""")
                .bind("id", call.key().toString())
                .bind("tenant", call.tenant())
                .bind("product", product)
                .bind("perHour", desired.perHour())
                .bind("currency", desired.currency())
                .bind("since", since)
                .execute();
        if (desired.oneOff().signum() > 0) {
            Ledger.charge(
                    tx, call.key() + "/one-off", call.tenant(), desired.oneOff(), desired.currency(), since, "set-up");
        }
        return new Billing.Receipt(product, since, desired.perHour(), desired.currency());
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return tx.createQuery("select count(*) from billing_segment where id = :key")
                        .bind("key", key)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
