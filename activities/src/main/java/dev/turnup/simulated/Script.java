package dev.turnup.simulated;

import dev.turnup.simulated.Behaviour.Kind;
import dev.turnup.simulated.ScriptTable.Scripted;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was asked for out of the ordinary, by step key. Durable, so that it outlives a killed process. */
final class Script {
    private final ScriptTable rows;

    Script(ScriptTable rows) {
        this.rows = rows;
    }

    void add(String prefix, List<Behaviour> behaviours) {
        behaviours.forEach(behaviour -> insert(prefix, null, behaviour));
    }

    /** Notes the markers of one request; a repeated call changes nothing. */
    void mark(String reference, List<Behaviour> behaviours) {
        for (int n = 0; n < behaviours.size(); n++) {
            insert(reference, reference + "#" + n, behaviours.get(n));
        }
    }

    void forget(String prefix) {
        rows.forget(prefix);
    }

    /** Takes the next behaviour that concerns a single call. */
    Optional<Behaviour> next(String reference, Verb verb) {
        for (Scripted row : rows.scripted(reference)) {
            Behaviour behaviour = behaviour(row);
            if (!behaviour.kind().standing() && behaviour.verb() == verb && consumed(row)) {
                return Optional.of(behaviour);
            }
        }
        return Optional.empty();
    }

    Optional<Behaviour> standing(String reference, Kind kind) {
        return rows.scripted(reference).stream()
                .map(Script::behaviour)
                .filter(behaviour -> behaviour.kind() == kind)
                .findFirst();
    }

    private boolean consumed(Scripted row) {
        return row.remaining() == Behaviour.ALWAYS || rows.consume(row.id(), row.remaining());
    }

    private void insert(String prefix, @Nullable String marker, Behaviour behaviour) {
        rows.script(
                prefix,
                marker,
                behaviour.kind().name(),
                behaviour.verb().name(),
                behaviour.code().name(),
                behaviour.message(),
                behaviour.delay().toMillis(),
                behaviour.times());
    }

    private static Behaviour behaviour(Scripted row) {
        return new Behaviour(
                Kind.valueOf(row.kind()),
                Verb.valueOf(row.verb()),
                FailureCode.ofType(row.code()),
                row.message(),
                Duration.ofMillis(row.delayMs()),
                row.remaining());
    }
}
