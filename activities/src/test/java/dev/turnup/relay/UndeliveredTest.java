package dev.turnup.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.ApiKeys;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.Wake;
import dev.turnup.relay.Undelivered.Message;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndeliveredTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @EnumSource
    void aCancelDoesNotWaitBehindItsTenantsBurst(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            new ApiKeys(database.jdbi(), InstantSource.fixed(NOW)).addTenant("acme", "Acme");
            database.jdbi().useTransaction(tx -> {
                Stream.of("begins", "begins-too", "runs", "runs-too").forEach(order -> tx.execute("""
                                insert into product_order (id, tenant, state, mode, body, plan, created_at)
                                values (?, 'acme', 'acknowledged', 'allOrNothing', '{}', '{}', ?)""", order, NOW));
                new Outbox(tx, NOW).start("begins", "acme", NOW);
                new Outbox(tx, NOW).start("begins-too", "acme", NOW.plusSeconds(1));
                new Outbox(tx, NOW.plusSeconds(2)).wake("runs", "acme", new Wake("1/access"));
                new Outbox(tx, NOW.plusSeconds(3))
                        .cancel("runs-too", "acme", new CancelRequest("c1", "anna", "changed plans", true));
            });
            Undelivered undelivered = new Undelivered(database.jdbi());
            Instant now = NOW.plusSeconds(9);

            assertThat(undelivered.lease("acme", 3, now, now.plusSeconds(30)))
                    .extracting(Message::orderId)
                    .containsExactly("runs", "runs-too", "begins");
            assertThat(undelivered.lease("acme", 3, now, now.plusSeconds(30)))
                    .extracting(Message::orderId)
                    .containsExactly("begins-too");
        }
    }
}
