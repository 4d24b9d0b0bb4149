package dev.turnup.order;

import dev.turnup.plan.Plan;
import dev.turnup.step.FailureCode;
import io.temporal.common.SearchAttributeUpdate;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an operator who has nothing but the Temporal UI sees of the order: search attributes and current details. */
final class OperatorView {
    /** The UI's tables have narrow cells. */
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final String wish;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private OrderState shownState = OrderState.inProgress; // as the start of the workflow set it
    private boolean shown;
    private @Nullable FailureCode shownFailure;
    private @Nullable Instant shownDue;
    private @Nullable FailureCode failure;

    /** @param first whether the order begins: a later run begins with whatever the last one has shown */
    OperatorView(Plan plan, boolean first) {
        this.wish = wish(plan);
        this.shown = first;
    }

    private record Line(
            String who,
            String what,
            @Nullable Instant until,
            @Nullable FailureCode code) {}

    void waits(String step, String who, String what, Instant until) {
        lines.put(step, new Line(who, what, until, null));
    }

    void held(String step, FailureCode code, String message) {
        lines.put(step, new Line("an operator", "decide: " + code + ", " + message, null, code));
    }

    /** A queue on which a step of this order waits has no worker, or has one again. */
    void notice(QueueNotice notice) {
        Instant since = notice.missingSince();
        if (since == null) {
            lines.remove(notice.taskQueue());
        } else {
            lines.put(notice.taskQueue(), new Line("a worker", "none polls this queue since " + since, null, null));
        }
        Workflow.setCurrentDetails(details(shownState));
    }

    void goesOn(String step) {
        lines.remove(step);
    }

    void failed(FailureCode code) {
        failure = code;
    }

    /** Shows what has changed since the last time: at most one event. */
    void show(OrderState state) {
        List<SearchAttributeUpdate<?>> updates = new ArrayList<>();
        if (state != shownState || !shown) {
            updates.add(SearchKeys.ORDER_STATE.valueSet(state.name()));
        }
        FailureCode code = failureCode();
        if (code != shownFailure || !shown) {
            updates.add(
                    code == null
                            ? SearchKeys.FAILURE_CODE.valueUnset()
                            : SearchKeys.FAILURE_CODE.valueSet(code.name()));
        }
        Instant due = nextDue();
        if (!Objects.equals(due, shownDue) || !shown) {
            updates.add(due == null ? SearchKeys.DUE_BY.valueUnset() : SearchKeys.DUE_BY.valueSet(utc(due)));
        }
        if (!updates.isEmpty()) {
            Workflow.upsertTypedSearchAttributes(updates.toArray(SearchAttributeUpdate<?>[]::new));
        }
        shown = true;
        shownState = state;
        shownFailure = code;
        shownDue = due;
        Workflow.setCurrentDetails(details(state));
    }

    private String details(OrderState state) {
        StringBuilder text = new StringBuilder("Order is **" + state + "**: " + wish);
        if (!lines.isEmpty()) {
            text.append("\n\n| step | waits for | to do | until |\n|---|---|---|---|\n");
            lines.forEach((step, line) -> text.append("| " + step + " | " + line.who() + " | " + cell(line.what())
                    + " | " + (line.until() == null ? "no deadline" : UNTIL.format(line.until())) + " |\n"));
        }
        return text.toString();
    }

    private @Nullable FailureCode failureCode() {
        return lines.values().stream()
                .map(Line::code)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(failure);
    }

    private @Nullable Instant nextDue() {
        return lines.values().stream()
                .map(Line::until)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** What is done to how many of what, in the order of the plan. */
    private static String wish(Plan plan) {
        Map<String, Integer> wishes = new LinkedHashMap<>();
        plan.items()
                .forEach(item ->
                        wishes.merge((item.isAdd() ? "add" : item.action()) + " " + item.offering(), 1, Integer::sum));
        return wishes.entrySet().stream()
                .map(wish -> wish.getKey() + (wish.getValue() == 1 ? "" : " × " + wish.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.replace('|', '/').replace('\n', ' ');
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
