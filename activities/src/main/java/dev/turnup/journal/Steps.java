package dev.turnup.journal;

import dev.turnup.database.UtcInstants;
import dev.turnup.step.StepKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** One row for each step and generation. Every step comes here, so these are plain statements: Jdbi makes interfaces anew each time. */
final class Steps {
    private static final String FIND = """
            select item_id, step, generation, verb, state, desired, receipt, repeated, started_at, undone_at,
                wait_until, attempts, failure_code, failure_message from step
            where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""";

    private final Handle tx;

    Steps(Handle tx) {
        this.tx = tx;
    }

    /** @param undoneAt a tombstone: nothing is applied under this key again */
    record Row(
            String itemId,
            String step,
            int generation,
            String verb,
            String state,
            String desired,
            @Nullable String receipt,
            boolean repeated,
            @Nullable Instant startedAt,
            @Nullable Instant undoneAt,
            @Nullable Instant waitUntil,
            int attempts,
            @Nullable String failureCode,
            @Nullable String failureMessage) {}

    /** What a change writes; null fields of the second half are left as they are. */
    record Change(
            String orderId,
            String itemId,
            String step,
            int generation,
            String taskQueue,
            String verb,
            String state,
            int attempts,
            boolean repeated,
            @Nullable String desired,
            @Nullable String request,
            @Nullable String receipt,
            @Nullable String undoReceipt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant undoneAt,
            @Nullable String waitParty,
            @Nullable String waitAction,
            @Nullable Instant waitUntil,
            @Nullable Instant waitSince,
            @Nullable Instant pollAt,
            @Nullable String failureCode,
            @Nullable String failureMessage) {}

    Optional<Row> find(StepKey key) {
        return row(FIND, key);
    }

    /** The same, held to the end of the transaction. */
    Optional<Row> lock(StepKey key) {
        return row(FIND + " for update", key);
    }

    private Optional<Row> row(String sql, StepKey key) {
        return of(key, tx.createQuery(sql)).map((row, context) -> row(row)).findOne();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("item_id"),
                row.getString("step"),
                row.getInt("generation"),
                row.getString("verb"),
                row.getString("state"),
                row.getString("desired"),
                row.getString("receipt"),
                row.getBoolean("repeated"),
                UtcInstants.read(row, "started_at"),
                UtcInstants.read(row, "undone_at"),
                UtcInstants.read(row, "wait_until"),
                row.getInt("attempts"),
                row.getString("failure_code"),
                row.getString("failure_message"));
    }

    void insert(Change change) {
        write("""
                insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, request,
                    receipt, undo_receipt, attempts, repeated, started_at, ended_at, undone_at, wait_party, wait_action,
                    wait_until, wait_since, poll_at, failure_code, failure_message)
                values (:orderId, :itemId, :step, :generation, :taskQueue, :verb, :state, coalesce(:desired, '{}'),
                    :request, :receipt, :undoReceipt, :attempts, :repeated, :startedAt, :endedAt, :undoneAt, :waitParty,
                    :waitAction, :waitUntil, :waitSince, :pollAt, :failureCode, :failureMessage)""", change);
    }

    void update(Change change) {
        write("""
                update step set verb = :verb, state = :state, task_queue = :taskQueue,
                    desired = coalesce(:desired, desired), request = coalesce(:request, request),
                    receipt = coalesce(:receipt, receipt), undo_receipt = coalesce(:undoReceipt, undo_receipt),
                    attempts = case when :attempts = 0 then attempts else :attempts end,
                    repeated = repeated or :repeated, started_at = coalesce(started_at, :startedAt),
                    ended_at = coalesce(:endedAt, ended_at), undone_at = coalesce(:undoneAt, undone_at),
                    wait_party = :waitParty, wait_action = :waitAction, wait_until = :waitUntil,
                    wait_since = :waitSince, poll_at = :pollAt,
                    failure_code = case when :verb = 'RELEASE'
                        then coalesce(:failureCode, failure_code) else :failureCode end,
                    failure_message = case when :verb = 'RELEASE'
                        then coalesce(:failureMessage, failure_message) else :failureMessage end
                where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""", change);
    }

    private void write(String sql, Change change) {
        tx.createUpdate(sql)
                .bind("orderId", change.orderId())
                .bind("itemId", change.itemId())
                .bind("step", change.step())
                .bind("generation", change.generation())
                .bind("taskQueue", change.taskQueue())
                .bind("verb", change.verb())
                .bind("state", change.state())
                .bind("attempts", change.attempts())
                .bind("repeated", change.repeated())
                .bind("desired", change.desired())
                .bind("request", change.request())
                .bind("receipt", change.receipt())
                .bind("undoReceipt", change.undoReceipt())
                .bindByType("startedAt", change.startedAt(), Instant.class)
                .bindByType("endedAt", change.endedAt(), Instant.class)
                .bindByType("undoneAt", change.undoneAt(), Instant.class)
                .bind("waitParty", change.waitParty())
                .bind("waitAction", change.waitAction())
                .bindByType("waitUntil", change.waitUntil(), Instant.class)
                .bindByType("waitSince", change.waitSince(), Instant.class)
                .bindByType("pollAt", change.pollAt(), Instant.class)
                .bind("failureCode", change.failureCode())
                .bind("failureMessage", change.failureMessage())
                .execute();
    }

    String taskQueue(StepKey key) {
        return of(key, tx.createQuery("""
                        select task_queue from step
                        where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""")).mapTo(String.class).one();
    }

    void begin(StepKey key, String taskQueue, String desired) {
        of(key, tx.createUpdate("""
                        insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired)
                        values (:orderId, :itemId, :step, :generation, :taskQueue, 'APPLY', 'running', :desired)"""))
                .bind("taskQueue", taskQueue)
                .bind("desired", desired)
                .execute();
    }

    private static <S extends SqlStatement<S>> S of(StepKey key, S statement) {
        return statement
                .bind("orderId", key.orderId())
                .bind("itemId", key.itemId())
                .bind("step", key.step())
                .bind("generation", key.generation());
    }
}
