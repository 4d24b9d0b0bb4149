package dev.turnup.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Shares shares = new Shares(10);

    @Test
    void aTenantHasAFewDeliveriesUnderWayAndTakesNothingFromOthers() {
        shares.take("acme", NOW);
        shares.take("acme", NOW);

        assertThat(shares.left("acme")).isZero();
        assertThat(shares.left("globex")).isEqualTo(Shares.OF_A_TENANT);
        shares.giveBack("acme");
        assertThat(shares.left("acme")).isEqualTo(1);
    }

    @Test
    void whoIsAloneIsNotHeldBack() {
        shares.take("acme", NOW);
        shares.take("acme", NOW.plusMillis(1));

        assertThat(shares.rest(NOW.plusMillis(1))).isZero();
    }

    @Test
    void besideOthersStartsRestUntilOneIsAloneAgain() {
        shares.take("acme", NOW);
        shares.take("globex", NOW);

        Duration perStart = Duration.ofSeconds(Shares.OF_A_TENANT).dividedBy(10);
        assertThat(shares.rest(NOW.plus(Shares.COMPANY).minusMillis(1))).isEqualTo(perStart);
        assertThat(shares.rest(NOW.plus(Shares.COMPANY))).isZero();
    }

    @Test
    void withoutALimitNobodyRests() {
        Shares unlimited = new Shares(0);
        unlimited.take("acme", NOW);
        unlimited.take("globex", NOW);

        assertThat(unlimited.rest(NOW)).isZero();
    }
}
