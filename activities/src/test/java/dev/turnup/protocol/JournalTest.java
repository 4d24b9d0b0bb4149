package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.Json;
import dev.turnup.journal.OrderJournal;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.CompensationReport;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderStart;
import dev.turnup.order.RecordBatch;
import dev.turnup.order.RecordBatch.CancelAnswer;
import dev.turnup.order.RecordBatch.DecisionTaken;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a lost workflow task has written is written again. */
class JournalTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void a_batch_that_is_written_twice_tells_its_story_once() {
        PlacedOrder order = lab.store(Path.PORT, Orders.of(Orders.port("1")));
        Decision decision = new Decision("1/reserve-port", Decision.Action.RETRY, "ada", "as the test says", null);
        StepKey key = new StepKey(order.id, "1", "reserve-port", 1);
        RecordBatch batch = new RecordBatch(
                new OrderStart(order.id, OrderLab.TENANT),
                lab.clock.instant(),
                null,
                new Failure("1/reserve-port", FailureCode.UNKNOWN, "it is not clear"),
                List.of(),
                List.of(),
                List.of(new CancelAnswer(
                        new CancelRequest("", "ada", "as the test says", false), false, List.of(), "")),
                List.of(new DecisionTaken(key, decision, true, Json.tree(Map.of()))),
                new CompensationReport(List.of()));
        OrderJournal journal = new OrderJournal(lab.jdbi(), lab.clock);

        journal.record(batch);
        journal.record(batch);

        assertThat(lab.list("select type from order_event where order_id = ? and seq > 3 order by type", order.id))
                .containsExactly("cancel", "compensation", "decision", "failure");
        lab.jdbi().useHandle(handle -> handle.execute("delete from outbox where order_id = ?", order.id));
    }
}
