package dev.turnup.billing.ledger;

import dev.turnup.billing.Billing;
import dev.turnup.journal.OwnResource;
import dev.turnup.ledger.Ledger;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Opens and closes a product's billing segments at the instants that are confirmed, and posts what is charged once. */
public final class BillingLedger implements OwnResource<Billing.Desired, Billing.Receipt> {

    /** As the bill's line has it. */
    private static final String EARLY_END = "early end of term";

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
        String product = Objects.requireNonNullElseGet(
                desired.productId(), () -> call.key().productId());
        Instant since = since(tx, call);
        Segments segments = tx.attach(Segments.class);
        segments.close(product, since);
        if (desired.perHour() != null) {
            segments.open(call.key().toString(), call.tenant(), product, desired.perHour(), desired.currency(), since);
        }
        BigDecimal rest =
                desired.term() == null ? BigDecimal.ZERO : desired.term().charge(since);
        if (rest.signum() > 0) {
            Ledger.charge(tx, call.key() + "/early-end", call.tenant(), rest, desired.currency(), since, EARLY_END);
        }
        if (desired.oneOff().signum() > 0) {
            Ledger.charge(
                    tx, call.key() + "/one-off", call.tenant(), desired.oneOff(), desired.currency(), since, "set-up");
        }
        return new Billing.Receipt(product, since, desired.perHour(), desired.currency());
    }

    private static Instant since(Handle tx, StepCall<Billing.Desired> call) {
        String step = call.desired().confirmedBy();
        String order = call.key().orderId();
        String item = call.key().itemId();
        Segments segments = tx.attach(Segments.class);
        Optional<Instant> confirmed = step == null ? Optional.empty() : segments.ended(order, item, step);
        Instant since = confirmed
                .or(() -> segments.committed(order, item)) // where an operator did it otherwise: never longer
                .orElseThrow(
                        () -> new StepFailure(FailureCode.RECEIPT_MISMATCH, "item " + item + " has not committed"));
        Instant promised = call.desired().asPromised() ? segments.promised(order) : null;
        Duration within = call.desired().within();
        Instant bound = within == null
                ? null
                : segments.committed(order, item).map(at -> at.plus(within)).orElse(null);
        return earlier(earlier(earlier(since, call.desired().notAfter()), promised), bound);
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
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
