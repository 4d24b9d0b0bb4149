package dev.turnup.journal;

import dev.turnup.Json;
import dev.turnup.journal.Events.Event;
import dev.turnup.order.StepState;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import dev.turnup.step.Verb;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;
import org.jspecify.annotations.Nullable;

/**
 * Makes an adapter of a resource on our own database: resource, journal and event are written in one transaction. Of two
 * twins one loses on the key, is retried, and finds the receipt of the other. An undo leaves a tombstone that is final.
 */
public final class OwnAdapter<D, R> implements Adapter<D, R> {
    private final OwnResource<D, R> resource;
    private final Jdbi jdbi;
    private final InstantSource clock;

    public OwnAdapter(OwnResource<D, R> resource, Jdbi jdbi, InstantSource clock) {
        this.resource = resource;
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public Capability<D, R> capability() {
        return resource.capability();
    }

    @Override
    public String name() {
        return resource.name();
    }

    /** Acts as if the key were new, which it nearly always is, and asks for it only where that fails. */
    @Override
    public Answer<R> apply(StepCall<D> call) {
        try {
            return Answer.done(jdbi.inTransaction(tx -> take(tx, call, Optional.empty())));
        } catch (StepFailure | StatementException failure) {
            return Answer.done(jdbi.inTransaction(tx -> known(tx, call)).orElseThrow(() -> failure));
        }
    }

    /** What this key has taken, perhaps by a twin and perhaps the last; or takes, where a person let it be tried again. */
    private Optional<R> known(Handle tx, StepCall<D> call) {
        Optional<Steps.Row> row = new Steps(tx).lock(call.key());
        if (row.isPresent() && row.get().undoneAt() != null) {
            throw new StepFailure(FailureCode.STEP_UNDONE, "the step was taken back before");
        }
        return row.map(known -> known.receipt() == null
                ? take(tx, call, row)
                : Json.read(known.receipt(), capability().receipt()));
    }

    private R take(Handle tx, StepCall<D> call, Optional<Steps.Row> row) {
        Instant begun = clock.instant();
        R receipt = resource.take(tx, call);
        write(tx, new Steps(tx), row, call, Verb.APPLY, receipt, begun);
        return receipt;
    }

    @Override
    public Answer<Released> release(StepCall<D> call) {
        return Answer.done(jdbi.inTransaction(tx -> {
            Steps steps = new Steps(tx);
            Optional<Steps.Row> row = steps.lock(call.key());
            String key = call.key().toString();
            Released released = resource.isTaken(tx, key)
                    ? new Released(row.map(Steps.Row::receipt).orElse(key))
                    : Released.NOTHING;
            if (row.isEmpty() || row.get().undoneAt() == null) {
                resource.giveBack(tx, key);
                write(tx, steps, row, call, Verb.RELEASE, released, clock.instant());
            }
            return released;
        }));
    }

    @Override
    public Presence probe(StepCall<D> call) {
        boolean taken =
                jdbi.withHandle(handle -> resource.isTaken(handle, call.key().toString()));
        return taken ? Presence.PRESENT : Presence.ABSENT;
    }

    private void write(
            Handle tx,
            Steps steps,
            Optional<Steps.Row> before,
            StepCall<D> call,
            Verb verb,
            Object receipt,
            Instant begun) {
        Instant now = clock.instant();
        boolean apply = verb == Verb.APPLY;
        String json = Json.write(receipt);
        Steps.Change change = change(call, verb, apply ? json : null, apply ? null : json, begun, now);
        if (before.isPresent()) {
            steps.update(change);
        } else {
            steps.insert(change);
        }
        if (before.filter(row -> row.state().equals(StepState.held.name())).isPresent()) {
            new Fallouts(tx).close(call.key(), now); // a task that is done again may have more luck
        }
        StepKey key = call.key();
        Event event = new Event(
                "step",
                key.itemId() + "/" + key.step(),
                Map.of("verb", verb, "state", StepState.done, "receipt", receipt));
        Events.append(tx, key.orderId(), now, List.of(event));
    }

    private Steps.Change change(
            StepCall<D> call,
            Verb verb,
            @Nullable String receipt,
            @Nullable String undoReceipt,
            Instant begun,
            Instant now) {
        StepKey key = call.key();
        return new Steps.Change(
                key.orderId(),
                key.itemId(),
                key.step(),
                key.generation(),
                taskQueue(),
                verb.name(),
                StepState.done.name(),
                1,
                false,
                Json.write(call.desired()),
                null,
                receipt,
                undoReceipt,
                begun,
                verb == Verb.APPLY ? now : null,
                verb == Verb.RELEASE ? now : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
