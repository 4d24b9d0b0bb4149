package dev.turnup.intake;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The journal of steps, for people. */
public interface StepReads {

    /** @param state of the verb, which is APPLY or RELEASE */
    record StepRow(
            String itemId,
            String step,
            int generation,
            String verb,
            String state,
            String desired,
            @Nullable String receipt,
            @Nullable String undoReceipt,
            int attempts,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant undoneAt,
            @Nullable String waitParty,
            @Nullable String waitAction,
            @Nullable Instant waitUntil,
            @Nullable String failureCode,
            @Nullable String failureMessage) {}

    /** Of an order that the caller was shown to own, all generations, the oldest first. */
    @SqlQuery("select * from step where order_id = :order order by item_id, step, generation")
    @RegisterConstructorMapper(StepRow.class)
    List<StepRow> steps(String order);
}
