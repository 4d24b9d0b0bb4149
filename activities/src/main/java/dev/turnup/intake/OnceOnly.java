package dev.turnup.intake;

import dev.turnup.database.Database;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * Holds the promise of the Idempotency-Key: key and answer are written in the transaction that does the work, so of two
 * racing calls one waits for the other's commit and then gives its answer again.
 */
public final class OnceOnly {
    private static final String UNIQUE_VIOLATION = "23505";

    private final Jdbi jdbi;
    private final InstantSource clock;

    public OnceOnly(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    /**
     * One creating call.
     *
     * @param key of the client; null where it doesn't ask for the promise
     * @param payload hash of what was sent
     */
    public record Call(String tenant, @Nullable String key, String payload) {
        public static Call of(Caller caller, @Nullable String key, String path, byte[] body) {
            return new Call(caller.tenant(), key, Sha256.hex(path.getBytes(StandardCharsets.UTF_8), body));
        }
    }

    /** What was answered, as it was stored. */
    public record Stored(int status, String answer, String payload) {}

    /** How a call ended. */
    public sealed interface Result {
        /** @param replayed whether this is the answer to an earlier call with this key */
        record Answered(int status, String answer, boolean replayed) implements Result {}

        /** The key came with another payload before. */
        record OtherPayload() implements Result {}

        /** The first call with this key hasn't ended yet. */
        record InFlight() implements Result {}
    }

    /** The answer to an earlier call with this key, before any work is done. */
    public Optional<Result> earlier(Call call) {
        return call.key() == null
                ? Optional.empty()
                : jdbi.withExtension(Idempotency.class, rows -> rows.find(call.tenant(), call.key()))
                        .map(stored -> result(call, stored));
    }

    /** Does the work in one transaction with the key; not at all where the key was used before. */
    public Result run(Call call, int status, String answer, Consumer<Handle> work) {
        AtomicBoolean asked = new AtomicBoolean(); // a call without a key, or without a connection, is nobody's second
        AtomicBoolean first = new AtomicBoolean();
        try {
            return jdbi.inTransaction(tx -> {
                asked.set(call.key() != null);
                if (call.key() != null && !isFirst(tx, call, status, answer)) {
                    return tx.attach(Idempotency.class)
                            .find(call.tenant(), call.key())
                            .map(stored -> result(call, stored))
                            .orElseGet(Result.InFlight::new);
                }
                first.set(true);
                work.accept(tx);
                return new Result.Answered(status, answer, false);
            });
        } catch (JdbiException e) {
            if (asked.get() && !first.get() && isByAnother(e)) {
                return earlier(call).orElseGet(Result.InFlight::new);
            }
            throw e;
        }
    }

    private boolean isFirst(Handle tx, Call call, int status, String answer) {
        Instant now = clock.instant();
        return tx.attach(Idempotency.class).insert(call.tenant(), call.key(), call.payload(), status, answer, now) == 1;
    }

    private static Result result(Call call, Stored stored) {
        return stored.payload().equals(call.payload())
                ? new Result.Answered(stored.status(), stored.answer(), true)
                : new Result.OtherPayload();
    }

    /** The other call's row was locked until the statement's time was up, or won in the last instant. */
    private static boolean isByAnother(JdbiException e) {
        return Database.isBusy(e)
                || (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }
}
