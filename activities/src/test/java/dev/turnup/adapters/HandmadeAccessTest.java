package dev.turnup.adapters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.adapters.HandmadeAccess.Line;
import dev.turnup.adapters.HandmadeAccess.State;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.CompensationReport;
import dev.turnup.order.Wake;
import dev.turnup.step.Presence;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An adapter that was written by docs/adapters.md alone, at work in real orders. */
class HandmadeAccessTest {
    @TempDir
    private static Path register;

    private static HandmadeAccess adapter;
    private static SmallTurnup turnup;

    @BeforeAll
    static void start() {
        adapter = new HandmadeAccess(register, InstantSource.system());
        turnup = new SmallTurnup(adapter);
    }

    @AfterAll
    static void close() {
        turnup.close();
    }

    @Test
    void an_order_waits_for_the_crew_and_goes_on_when_it_is_woken() throws IOException {
        String order = turnup.orderInternet();
        turnup.until(order, "pending");
        assertThat(turnup.one("select wait_action from step where order_id = ? and state = 'waiting'", order))
                .isEqualTo("build the line into " + SmallTurnup.BUILDING);
        crew(order, State.BUILT);
        turnup.send(outbox -> outbox.wake(order, SmallTurnup.TENANT, new Wake("1/build-access")));
        turnup.until(order, "completed");
        String receipts = turnup.one("select receipts from product where order_id = ?", order);
        assertThat(Json.read(receipts, JsonNode.class)
                        .path("build-access")
                        .path("building")
                        .textValue())
                .isEqualTo(SmallTurnup.BUILDING);
        assertThat(lines(order)).hasSize(1);
    }

    @Test
    void the_poller_asks_the_probe_and_wakes_the_order_by_itself() throws IOException {
        String order = turnup.orderInternet();
        turnup.until(order, "pending");
        crew(order, State.BUILT);
        turnup.poll();
        turnup.until(order, "completed");
    }

    @Test
    void a_wake_that_comes_too_early_does_no_harm() throws IOException {
        String order = turnup.orderInternet();
        turnup.until(order, "pending");
        turnup.send(outbox -> outbox.wake(order, SmallTurnup.TENANT, new Wake("1/build-access")));
        turnup.untilCount(2, "select count(*) from order_event where order_id = ? and content like '%waiting%'", order);
        assertThat(lines(order)).as("asked by key, not ordered again").hasSize(1);
        crew(order, State.BUILT);
        turnup.send(outbox -> outbox.wake(order, SmallTurnup.TENANT, new Wake("1/build-access")));
        turnup.until(order, "completed");
    }

    @Test
    void a_cancel_releases_the_line_and_the_probe_proves_it() throws IOException {
        String order = turnup.orderInternet();
        turnup.until(order, "pending");
        turnup.send(outbox -> outbox.cancel(
                order, SmallTurnup.TENANT, new CancelRequest("", "customer acme", "moves elsewhere", true)));
        turnup.until(order, "cancelled");
        assertThat(lines(order)).isEmpty();
        CompensationReport report = Json.read(
                turnup.one("select compensation from product_order where id = ?", order), CompensationReport.class);
        assertThat(report.verdict()).isEqualTo("VERIFIED");
        assertThat(report.lines())
                .extracting(CompensationReport.Line::system)
                .containsExactly("access.handmade"); // the address was not assigned yet
    }

    @Test
    void a_refusal_fails_the_order_with_its_code() throws IOException {
        String order = turnup.orderInternet();
        turnup.until(order, "pending");
        crew(order, State.REFUSED);
        turnup.poll();
        turnup.until(order, "failed");
        assertThat(turnup.one("select failure_code from product_order where id = ?", order))
                .isEqualTo("PARTY_REFUSED");
        assertThat(lines(order)).isEmpty();
    }

    @Test
    void a_change_is_refused_rather_than_made_as_a_second_line() throws IOException {
        StepCall<Access.Desired> change = new StepCall<>(
                new StepKey("o-change", "1", "change-access", 1),
                SmallTurnup.TENANT,
                new Access.Desired(SmallTurnup.BUILDING, 2_000),
                Map.of(StepCall.CURRENT, Json.tree(new Access.Receipt("L-1", SmallTurnup.BUILDING, "fiber"))));
        assertThatThrownBy(() -> adapter.apply(change))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("can't be changed");
        assertThat(lines("o-change")).isEmpty();
        assertThat(adapter.probe(change)).isEqualTo(Presence.ABSENT);
    }

    /** The crew writes down what it did. */
    private void crew(String order, State state) throws IOException {
        Path file = adapter.file(new StepKey(order, "1", "build-access", 1));
        Line line = Json.read(Files.readString(file), Line.class);
        Files.writeString(file, Json.write(new Line(line.building(), state, line.orderedAt())));
    }

    private static List<Path> lines(String order) throws IOException {
        try (Stream<Path> files = Files.list(register)) {
            return files.filter(file -> file.getFileName().toString().startsWith(order))
                    .toList();
        }
    }
}
