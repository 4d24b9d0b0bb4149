package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.intake.Scope;
import dev.turnup.intake.WindowIntake;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** One event window of the laboratory. */
final class PlacedWindow {
    private final OrderLab lab;
    private final Path path;
    private final WorkflowRuns runs;
    final String id;

    PlacedWindow(OrderLab lab, Path path, String id) {
        this.lab = lab;
        this.path = path;
        this.id = id;
        this.runs = new WorkflowRuns(lab, id);
    }

    // what is done to it

    PlacedWindow told() {
        lab.tellWindows();
        runs.see();
        return settle();
    }

    PlacedWindow settle() {
        lab.tellWindows();
        lab.settle();
        return this;
    }

    /** Lets time pass until then. What is placed at that instant is stored, and not begun. */
    PlacedWindow passTo(Instant instant) {
        lab.pass(Duration.between(lab.clock.instant(), instant).plusSeconds(2));
        return this;
    }

    PlacedWindow until(String state) {
        lab.until(() -> row().state().equals(state), this::story);
        return this;
    }

    PlacedWindow ends(String state) {
        until(state);
        lab.until(() -> runs.isCompleted(), this::story);
        assertThat(lab.list("select id from product where window_id = ?", id)).isEmpty();
        assertThat(lab.list("select owner from capacity_claim where owner like ?", id + "/%"))
                .isEmpty();
        Histories.tell(path, histories());
        return this;
    }

    PlacedWindow extend(Instant end) {
        WindowRow row = row();
        assertThat(lab.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                tx -> new WindowIntake(tx).extend(row, OrderLab.local(end), end, lab.clock.instant())))
                .isTrue();
        return settle();
    }

    PlacedWindow cancel() {
        WindowRow row = row();
        assertThat(lab.jdbi()
                        .<Boolean, RuntimeException>inTransaction(
                                tx -> new WindowIntake(tx).cancel(row, "carl", "rain", lab.clock.instant())))
                .isTrue();
        return settle();
    }

    /** Ends the workflow as an operator of Temporal can. */
    PlacedWindow loseWorkflow() {
        runs.lose();
        return this;
    }

    /** Its present workflow is another one than before. */
    PlacedWindow foundAgain() {
        runs.seeNew();
        return this;
    }

    // what is known of it

    WindowRow row() {
        return lab.jdbi()
                .withExtension(WindowReads.class, windows -> windows.find(new Scope(OrderLab.TENANT, false), id))
                .orElseThrow();
    }

    /** The last order of this role. */
    PlacedOrder order(String role) {
        return new PlacedOrder(lab, Path.MODIFY_SPEED, orders(role).getLast());
    }

    List<String> orders(String role) {
        return lab.list(
                "select order_id from window_order where window_id = ? and role = ? order by placed_at", id, role);
    }

    List<Run> histories() {
        return runs.histories();
    }

    boolean tells(Predicate<String> history) {
        return histories().stream().map(Run::json).anyMatch(history);
    }

    private String story() {
        return lab.one("""
                select state || ' ' || coalesce(trouble, '') || ' version ' || version || ' told ' || told
                    || coalesce(' waits for ' || waits_for, '') || coalesce(' retries at ' || retry_at, '')
                from event_window where id = ?""", id)
                + orders("raise").stream()
                        .map(order -> "\n" + new PlacedOrder(lab, path, order).story())
                        .toList()
                + orders("return").stream()
                        .map(order -> "\n" + new PlacedOrder(lab, path, order).story())
                        .toList();
    }
}
