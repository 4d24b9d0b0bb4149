package dev.turnup.journal;

import dev.turnup.step.StepKey;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** One row for each step and generation. */
public interface Steps {

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

    @SqlQuery("""
            select item_id, step, generation, verb, state, desired, receipt, repeated, started_at, undone_at,
                wait_until, attempts, failure_code, failure_message from step
            where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> find(@BindMethods StepKey key);

    /** The same, held to the end of the transaction. */
    @SqlQuery("""
            select item_id, step, generation, verb, state, desired, receipt, repeated, started_at, undone_at,
                wait_until, attempts, failure_code, failure_message from step
            where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation for update""")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> lock(@BindMethods StepKey key);

    @SqlUpdate("""
            insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired, request, receipt,
                undo_receipt, attempts, repeated, started_at, ended_at, undone_at, wait_party, wait_action, wait_until,
                wait_since, poll_at, failure_code, failure_message)
            values (:orderId, :itemId, :step, :generation, :taskQueue, :verb, :state, coalesce(:desired, '{}'), :request,
                :receipt, :undoReceipt, :attempts, :repeated, :startedAt, :endedAt, :undoneAt, :waitParty, :waitAction,
                :waitUntil, :waitSince, :pollAt, :failureCode, :failureMessage)""")
    void insert(@BindMethods Change change);

    @SqlUpdate("""
            update step set verb = :verb, state = :state, task_queue = :taskQueue,
                desired = coalesce(:desired, desired), request = coalesce(:request, request),
                receipt = coalesce(:receipt, receipt), undo_receipt = coalesce(:undoReceipt, undo_receipt),
                attempts = case when :attempts = 0 then attempts else :attempts end, repeated = repeated or :repeated,
                started_at = coalesce(started_at, :startedAt),
                ended_at = coalesce(:endedAt, ended_at), undone_at = coalesce(:undoneAt, undone_at),
                wait_party = :waitParty, wait_action = :waitAction, wait_until = :waitUntil, wait_since = :waitSince, poll_at = :pollAt,
                failure_code = case when :verb = 'RELEASE' then coalesce(:failureCode, failure_code) else :failureCode end,
                failure_message = case when :verb = 'RELEASE'
                    then coalesce(:failureMessage, failure_message) else :failureMessage end
            where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""")
    int update(@BindMethods Change change);

    @SqlQuery("""
            select task_queue from step
            where order_id = :orderId and item_id = :itemId and step = :step and generation = :generation""")
    String taskQueue(@BindMethods StepKey key);

    @SqlUpdate("""
            insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired)
            values (:orderId, :itemId, :step, :generation, :taskQueue, 'APPLY', 'running', :desired)""")
    void begin(@BindMethods StepKey key, String taskQueue, String desired);
}
