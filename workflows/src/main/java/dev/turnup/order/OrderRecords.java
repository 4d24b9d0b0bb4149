package dev.turnup.order;

import dev.turnup.step.StepKey;
import io.temporal.activity.ActivityInterface;

/** The order's rows in our own database. Every method may be called twice. */
@ActivityInterface(namePrefix = "order.")
public interface OrderRecords {

    /** Reads the stored plan and the journal; an acknowledged order is inProgress from here on. */
    OrderLoad load(OrderStart start);

    void record(RecordBatch batch);

    /** The hard point of no return, in one transaction: commit record, products active, one activation instant for all. */
    void commit(CommitRequest request);

    /** The next generation, which the database assigns; the same for the same last one. */
    StepKey regenerate(Regenerate request);
}
