package dev.turnup.journal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.order.StepState;
import dev.turnup.step.StepKey;
import dev.turnup.step.StepRequest;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes what the workflow says of steps that do not write for themselves. */
final class StepWriter {
    private final Steps steps;
    private final Fallouts fallouts;
    private final RecordBatch batch;
    private final Instant now;

    /** @param now when it is written: the workflow's own time stands still while it writes */
    StepWriter(Handle tx, RecordBatch batch, Instant now) {
        this.now = now;
        this.steps = new Steps(tx);
        this.fallouts = new Fallouts(tx);
        this.batch = batch;
    }

    /** The event that this makes; none where it was written before. */
    Optional<Event> write(StepChange change) {
        Optional<Steps.Row> before = steps.find(change.key());
        fallout(change, before);
        if (before.filter(row -> isSame(row, change)).isPresent()) {
            return Optional.empty();
        }
        if (before.isPresent()) {
            steps.update(row(change));
        } else {
            steps.insert(row(change));
        }
        String subject = change.key().itemId() + "/" + change.key().step();
        return Optional.of(new Event("step", subject, withoutRequest(change)));
    }

    private void fallout(StepChange change, Optional<Steps.Row> before) {
        Failure failure = change.failure();
        String held = StepState.held.name();
        if (change.state() == StepState.held && failure != null) {
            fallouts.open(batch, change, failure);
        } else if (before.filter(row -> row.state().equals(held)).isPresent()) {
            fallouts.close(change.key(), batch.at());
        }
    }

    private static boolean isSame(Steps.Row row, StepChange change) {
        Wait pending = change.pending();
        Failure failure = change.failure();
        return row.verb().equals(change.verb().name())
                && row.state().equals(change.state().name())
                && (change.attempt() == 0 || change.attempt() == row.attempts())
                && Objects.equals(row.waitUntil(), pending == null ? null : pending.until())
                && Objects.equals(
                        row.failureCode(),
                        failure == null ? null : failure.code().name());
    }

    private Steps.Change row(StepChange change) {
        StepKey key = change.key();
        boolean apply = change.verb() == Verb.APPLY;
        boolean undone = !apply && (change.state() == StepState.done || change.state() == StepState.residue);
        Wait pending = change.pending();
        Failure failure = change.failure();
        StepRequest request = change.request();
        return new Steps.Change(
                key.orderId(),
                key.itemId(),
                key.step(),
                key.generation(),
                change.adapter(),
                change.verb().name(),
                change.state().name(),
                change.attempt(),
                change.repeated() || change.attempt() > 1,
                request == null ? null : Json.write(request.desired()),
                request == null ? null : Json.write(request),
                apply ? json(change.receipt()) : null,
                apply ? null : json(change.receipt()),
                change.startedAt() == null ? now : change.startedAt(),
                apply ? change.endedAt() : null,
                undone ? batch.at() : null,
                pending == null ? null : pending.party().name(),
                pending == null ? null : Texts.cut(pending.action(), 500),
                pending == null ? null : pending.until(),
                pending == null ? null : now,
                pending == null ? null : now.plus(Polling.SHORTEST),
                failure == null ? null : failure.code().name(),
                failure == null ? null : Texts.cut(failure.message()));
    }

    private static @Nullable String json(@Nullable JsonNode node) {
        return node == null ? null : node.toString();
    }

    private static StepChange withoutRequest(StepChange change) {
        return new StepChange(
                change.key(),
                change.adapter(),
                change.verb(),
                change.state(),
                change.attempt(),
                change.startedAt(),
                change.endedAt(),
                change.receipt(),
                change.pending(),
                change.failure(),
                null,
                change.repeated());
    }
}
