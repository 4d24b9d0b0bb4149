package dev.turnup.order;

import dev.turnup.step.StepKey;
import java.util.List;

/** The order's own rows. */
final class Database {
    private final OwnRecords<OrderRecords> rows = new OwnRecords<>(OrderRecords.class, "Own records");

    OrderLoad load(OrderStart start) {
        return rows.call(records -> records.load(start));
    }

    RecordBatch write(RecordBatch batch) {
        return rows.call(records -> {
            records.record(batch);
            return batch;
        });
    }

    boolean commit(CommitRequest request) {
        return rows.call(records -> records.commit(request));
    }

    boolean cancel(OrderStart start) {
        return rows.call(records -> records.cancel(start));
    }

    List<String> begun(OrderStart start) {
        return rows.call(records -> records.begun(start));
    }

    StepKey regenerate(Regenerate request) {
        return rows.call(records -> records.regenerate(request));
    }
}
