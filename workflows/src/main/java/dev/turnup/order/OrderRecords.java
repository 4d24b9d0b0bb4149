package dev.turnup.order;

import dev.turnup.step.StepKey;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The order's rows in our own database. Every method may be called twice. */
@ActivityInterface(namePrefix = "order.")
public interface OrderRecords {

    /** Reads the stored plan and the journal; an acknowledged order is inProgress from here on. */
    OrderLoad load(OrderStart start);

    void record(RecordBatch batch);

    /**
     * The hard point of no return, in one transaction: commit record, products active, one activation instant for all.
     * Of this and {@link #cancel} whichever comes first holds: false when the order is cancelled.
     */
    boolean commit(CommitRequest request);

    /** Closes the way to the commit; false when that has happened. */
    boolean cancel(OrderStart start);

    /** The steps that may have left something, as {@code item/step}: a workflow task that was lost may have begun them. */
    List<String> begun(OrderStart start);

    /** The next generation, which the database assigns; the same for the same last one. */
    StepKey regenerate(Regenerate request);
}
