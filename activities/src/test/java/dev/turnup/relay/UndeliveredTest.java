package dev.turnup.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.OrderRow;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.order.OrderState;
import dev.turnup.order.Wake;
import dev.turnup.relay.Undelivered.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndeliveredTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void whatIsDueIsLeasedOnceByItsKindTheOldestFirst(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            new ApiKeys(database.jdbi(), InstantSource.fixed(NOW)).addTenant("acme", "Acme");
            database.jdbi().useTransaction(tx -> {
                Stream.of("second", "first", "later", "runs")
                        .forEach(order -> OrderRow.insert(tx, order, "acme", OrderState.acknowledged, NOW));
                Outbox outbox = new Outbox(tx, NOW);
                outbox.start("second", "acme", NOW.plusSeconds(2));
                outbox.start("first", "acme", NOW.plusSeconds(1));
                outbox.start("later", "acme", NOW.plusSeconds(60));
                outbox.wake("runs", "acme", new Wake("1/access"));
            });
            Undelivered undelivered = new Undelivered(database.jdbi());
            List<String> starts = List.of("start");
            Instant now = NOW.plusSeconds(9);

            assertThat(undelivered.dueTenants(starts, NOW)).isEmpty();
            assertThat(undelivered.dueTenants(starts, now)).containsExactly("acme");
            assertThat(undelivered.lease(starts, "acme", 3, now, now.plusSeconds(30)))
                    .extracting(Message::orderId)
                    .containsExactly("first", "second");
            assertThat(undelivered.lease(starts, "acme", 3, now, now.plusSeconds(30)))
                    .isEmpty();
            assertThat(undelivered.lease(List.of("wake", "cancel"), "acme", 3, now, now.plusSeconds(30)))
                    .extracting(Message::orderId)
                    .containsExactly("runs");
        }
    }
}
