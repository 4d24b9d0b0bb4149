package dev.turnup.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.Json;
import dev.turnup.database.Database;
import dev.turnup.database.OrderRow;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.order.OrderState;
import dev.turnup.order.SearchKeys;
import dev.turnup.order.Wake;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets how much of the relay. No worker is there: orders start, and nobody takes what they are told. */
@Timeout(30)
class TemporalRelayTest {
    private static final int STARTS_PER_SECOND = 10;
    private static final Duration APART = Duration.ofSeconds(1).dividedBy(STARTS_PER_SECOND);

    private final TestWorkflowEnvironment temporal = temporal();
    private final Database database = TestDatabase.H2.open("turnup");
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private final TemporalRelay relay = new TemporalRelay(
            new Undelivered(database.jdbi()),
            new Delivery(temporal.getWorkflowClient(), database.jdbi(), () -> now),
            STARTS_PER_SECOND,
            () -> now);

    TemporalRelayTest() {
        ApiKeys keys = new ApiKeys(database.jdbi(), () -> now);
        keys.addTenant("acme", "Acme");
        keys.addTenant("globex", "Globex");
    }

    private static TestWorkflowEnvironment temporal() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Json.payloads())
                        .build());
        SearchKeys.ALL.forEach(key -> options.registerSearchAttribute(key.getName(), key.getValueType()));
        return TestWorkflowEnvironment.newInstance(options.build());
    }

    @AfterEach
    void close() {
        Thread.currentThread().interrupt(); // as whoever would wait for deliveries that no worker takes
        relay.close();
        assertThat(Thread.interrupted()).isTrue();
        temporal.close();
        database.close();
    }

    @Test
    void aTenantsOrdersBeginOneAfterTheOtherAndHoldNobodyElse() {
        order("acme", "a1");
        order("acme", "a2");
        order("globex", "g1");

        assertThat(relay.deliverDue()).isEqualTo(2);
        assertThat(relay.deliverDue()).isZero();
        pass(APART.minusNanos(1_000));
        assertThat(relay.deliverDue()).isZero();
        pass(Duration.ofNanos(1_000));
        assertThat(relay.deliverDue()).isEqualTo(1);
        awaitRows("select count(*) from outbox", 0);
    }

    @Test
    void whatNoWorkerTakesDoesNotHoldItsTenantsNextOrder() {
        order("acme", "a1");
        assertThat(relay.deliverDue()).isEqualTo(1);
        awaitRows("select count(*) from outbox", 0);
        wakes("a1", 5);
        assertThat(relay.deliverDue()).isEqualTo(4);

        order("acme", "a2");
        pass(APART);
        assertThat(relay.deliverDue()).isEqualTo(1);
        awaitRows("select count(*) from outbox where kind = 'start'", 0);
    }

    @Test
    void whatFailedGivesItsPlaceBackAndIsToldAgain() {
        database.jdbi().useHandle(handle -> OrderRow.insert(handle, "lost", "acme", OrderState.inProgress, now));
        wakes("lost", 4);

        assertThat(relay.deliverDue()).isEqualTo(4);
        awaitRows("select count(*) from outbox where last_error is not null", 4);
        assertThat(relay.deliverDue()).isZero();
        pass(Duration.ofSeconds(1));
        int again = 0;
        while (again < 4) { // a place is given back a moment after the row is written
            again += relay.deliverDue();
        }
        awaitRows("select count(*) from outbox where attempts = 2 and due_at > '2026-03-01T12:00:02Z'", 4);
    }

    private void order(String tenant, String id) {
        database.jdbi().useTransaction(tx -> {
            OrderRow.insert(tx, id, tenant, OrderState.acknowledged, now);
            new Outbox(tx, now).start(id, tenant, now);
        });
    }

    private void wakes(String order, int many) {
        database.jdbi().useTransaction(tx -> {
            for (int n = 0; n < many; n++) {
                new Outbox(tx, now).wake(order, "acme", new Wake("1/access-" + n));
            }
        });
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void awaitRows(String count, int wanted) {
        while (database.jdbi()
                        .withHandle(
                                handle -> handle.select(count).mapTo(int.class).one())
                != wanted) {
            LockSupport.parkNanos(200_000);
        }
    }
}
