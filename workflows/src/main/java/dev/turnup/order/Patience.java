package dev.turnup.order;

import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long the party that a step waits for may take: as its adapter says, and as operators grant beyond that. */
final class Patience {
    private Verb verb = Verb.APPLY;
    private @Nullable Instant since;
    private Instant until = Instant.EPOCH;

    Patience() {}

    /** As an earlier run of the workflow left it. */
    Patience(OrderLoad.Entry entry) {
        verb = entry.verb();
        since = entry.waitingSince();
        until = Objects.requireNonNullElse(entry.waitUntil(), until);
    }

    /** Waiting in another verb is another wait. */
    void begin(Verb wanted) {
        if (verb != wanted) {
            verb = wanted;
            forget();
        }
    }

    void forget() {
        since = null;
        until = Instant.EPOCH;
    }

    Instant deadline(Wait wait) {
        return wait.until().isAfter(until) ? wait.until() : until;
    }

    void waits(Instant now) {
        if (since == null) {
            since = now;
        }
    }

    /** An operator grants the party as long again as it had. */
    void waitAnew(Instant now) {
        if (since != null) {
            until = now.plus(Duration.between(since, now));
        }
    }
}
