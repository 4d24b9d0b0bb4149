package dev.turnup.journal;

import dev.turnup.Json;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.DecisionTaken;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.step.StepKey;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fallout inbox: what needs a person. A step is in it once at a time. */
public final class Fallouts {
    private static final Logger LOG = LoggerFactory.getLogger(Fallouts.class);

    private final Handle tx;

    public Fallouts(Handle tx) {
        this.tx = tx;
    }

    void open(RecordBatch batch, StepChange change, Failure failure) {
        StepKey key = change.key();
        insert(
                batch.start().tenant(),
                key.orderId(),
                key.itemId(),
                key.step(),
                key.generation(),
                change.verb().name(),
                failure,
                batch.at());
    }

    /** The order as a whole needs a person. */
    public void openForOrder(String tenant, String orderId, Failure failure, Instant at) {
        insert(tenant, orderId, "", "", 0, "APPLY", failure, at);
    }

    private void insert(
            String tenant,
            String orderId,
            String itemId,
            String step,
            int generation,
            String verb,
            Failure failure,
            Instant at) {
        int opened = tx.createUpdate("""
                insert into fallout (id, order_id, tenant, item_id, step, generation, verb, code, message, opened_at, open_key)
                values (:id, :order, :tenant, :item, :step, :generation, :verb, :code, :message, :at, :openKey)
                on conflict do nothing""")
                .bind("id", UUID.randomUUID().toString())
                .bind("order", orderId)
                .bind("tenant", tenant)
                .bind("item", itemId)
                .bind("step", step)
                .bind("generation", generation)
                .bind("verb", verb)
                .bind("code", failure.code().name())
                .bind("message", Texts.cut(failure.message()))
                .bind("at", at)
                .bind("openKey", openKey(orderId, itemId, step))
                .execute();
        if (opened == 1) {
            String where = step.isEmpty() ? "" : " step " + itemId + "/" + step;
            LOG.warn("order {}{} needs a person: {}: {}", orderId, where, failure.code(), failure.message());
        }
    }

    /** False where it closes nothing. */
    boolean decided(DecisionTaken taken, Instant at) {
        StepKey key = taken.key();
        return taken.accepted()
                && tx.createUpdate("""
                update fallout set closed_at = :at, decision = :decision, actor = :actor, reason = :reason,
                    before = :before, after = :after, open_key = null where open_key = :openKey""")
                                .bind("at", at)
                                .bind("decision", taken.decision().action().name())
                                .bind("actor", Texts.cut(taken.decision().actor(), 200))
                                .bind("reason", Texts.cut(taken.decision().reason()))
                                .bind("before", Json.write(taken.before()))
                                .bind(
                                        "after",
                                        taken.decision().input() == null
                                                ? null
                                                : Json.write(taken.decision().input()))
                                .bind("openKey", openKey(key.orderId(), key.itemId(), key.step()))
                                .execute()
                        == 1;
    }

    /** It went on without a decision, or it needs none any more. */
    void close(StepKey key, Instant at) {
        tx.createUpdate("update fallout set closed_at = :at, open_key = null where open_key = :openKey")
                .bind("at", at)
                .bind("openKey", openKey(key.orderId(), key.itemId(), key.step()))
                .execute();
    }

    void closeAll(String orderId, Instant at) {
        tx.createUpdate("""
                update fallout set closed_at = :at, open_key = null where order_id = :order and open_key is not null""").bind("at", at).bind("order", orderId).execute();
    }

    private static String openKey(String orderId, String itemId, String step) {
        return orderId + "/" + itemId + "/" + step;
    }
}
