package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.locationcheck.records.CheckReads.AnsweredRow;
import dev.turnup.locationcheck.records.Result;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists of sites whose rows are answered once, whatever breaks meanwhile. */
class LocationCheckTest {
    private static final int LISTED = 3_000;

    private final OrderLab lab = OrderLab.shared();

    /** Rows that ask for buildings in turn, and one that asks for nothing. */
    private static String file(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(n -> n + "," + (n == 7 ? "" : "BLD-%06d".formatted(n % LISTED + 1)))
                .collect(Collectors.joining("\n", "id,location_id\n", "\n"));
    }

    private static void inOrder(List<AnsweredRow> answers, int rows) {
        assertThat(answers).hasSize(rows).allSatisfy(row -> {
            int n = row.n() - 1;
            assertThat(row.name()).isEqualTo(String.valueOf(n));
            if (n == 7) {
                assertThat(row.result()).isEqualTo(Result.invalid);
            } else {
                assertThat(row.locationId()).isEqualTo("BLD-%06d".formatted(n % LISTED + 1));
            }
        });
    }

    @Test
    void ten_thousand_rows_cost_less_than_two_hundred_events() {
        PlacedCheck check = lab.check(Path.LOCATION_CHECK, file(10_000)).told().ends("done");

        inOrder(check.answers(), 10_000);
        assertThat(check.row().answered()).isEqualTo(10_000);
        assertThat(check.histories().getFirst().events()).isLessThan(200);
    }

    @Test
    void a_slice_whose_answer_was_lost_is_not_answered_again() {
        PlacedCheck check = lab.check(Path.LOCATION_CHECK_DATABASE_AWAY, file(1_200));
        lab.takeAway("location_check_row");
        check.losing(1).told().untilRetrying();
        assertThat(check.row().answered()).isZero();
        lab.bringBack("location_check_row");

        inOrder(check.ends("done").answers(), 1_200);
    }

    @Test
    void a_check_that_is_cancelled_ends_where_it_stands() {
        PlacedCheck check = lab.check(Path.LOCATION_CHECK_CANCELLED, file(1_200));
        lab.takeAway("location_check_row");
        check.told().untilRetrying().cancel();
        lab.bringBack("location_check_row");

        check.ends("cancelled");
        assertThat(check.row().answered()).isZero();
        assertThat(check.row().cancelReason()).isEqualTo("rain");
        assertThat(check.status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_COMPLETED);
    }

    @Test
    void an_operator_who_has_nothing_but_temporal_can_cancel() {
        PlacedCheck check = lab.check(Path.LOCATION_CHECK_CANCELLED_IN_TEMPORAL, file(1_200));
        lab.takeAway("location_check_row");
        check.told().untilRetrying().cancelInTemporal();
        lab.bringBack("location_check_row");

        check.ends("cancelled");
        assertThat(check.row().answered()).isEqualTo(500);
        assertThat(check.row().cancelledBy()).isEqualTo("Temporal");
        assertThat(check.status()).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_CANCELED);
    }

    @Test
    void a_check_whose_workflow_is_lost_goes_on_with_another_one() {
        PlacedCheck check = lab.check(Path.LOCATION_CHECK_WORKFLOW_LOST, file(1_200));
        lab.takeAway("location_check_row");
        check.losing(1).told().untilRetrying().loseWorkflow();
        lab.bringBack("location_check_row");

        inOrder(check.until("done").seen().ends("done").answers(), 1_200);
    }
}
