package dev.turnup.ordering;

import dev.turnup.plan.Plan;
import dev.turnup.plan.Problem;
import java.time.Instant;
import java.util.List;

/** What would come of an order if it were placed now. */
sealed interface Preview {

    /** @param plan for comparing and showing, not for storing: its order has no id */
    record Planned(Plan plan, Instant start, Instant expected) implements Preview {}

    record Refused(List<Problem> problems) implements Preview {}
}
