package dev.turnup.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration APART = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Lane lane = new Lane(List.of("wake"), 2, Duration.ZERO);
    private final Lane paced = new Lane(List.of("start"), 2, APART);

    @Test
    void aTenantHasAFewUnderWayAndTakesNothingFromOthers() {
        lane.begin("acme", NOW);
        lane.begin("acme", NOW);

        assertThat(lane.room("acme", NOW)).isZero();
        assertThat(lane.room("globex", NOW)).isEqualTo(2);
        lane.end("acme");
        assertThat(lane.room("acme", NOW)).isEqualTo(1);
    }

    @Test
    void allTogetherHaveSoManyUnderWay() {
        for (int n = 0; n < 8; n++) {
            lane.begin("tenant-" + n, NOW);
            lane.begin("tenant-" + n, NOW);
        }

        assertThat(lane.room("acme", NOW)).isZero();
        lane.end("tenant-3");
        assertThat(lane.room("acme", NOW)).isEqualTo(1);
    }

    @Test
    void theNextOfATenantBeginsAWhileAfterTheLast() {
        paced.begin("acme", NOW);

        assertThat(paced.room("acme", NOW.plusMillis(99))).isZero();
        assertThat(paced.room("globex", NOW)).isEqualTo(1);
        assertThat(paced.room("acme", NOW.plusMillis(100))).isEqualTo(1);
    }

    @Test
    void whatTakesLongerThanThePauseStillFillsItsPlaces() {
        paced.begin("acme", NOW);
        paced.begin("acme", NOW.plusMillis(100));

        assertThat(paced.room("acme", NOW.plusMillis(200))).isZero();
        paced.end("acme");
        assertThat(paced.room("acme", NOW.plusMillis(200))).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetBackHoldsNobody() {
        paced.begin("acme", NOW);

        assertThat(paced.room("acme", NOW.minusSeconds(3600))).isEqualTo(1);
    }

    @Test
    void saysWhenThereWillBeRoom() {
        assertThat(paced.untilRoom(NOW, LONGEST)).isEqualTo(LONGEST);
        paced.begin("acme", NOW);
        paced.begin("globex", NOW.plusMillis(50));

        assertThat(paced.untilRoom(NOW.plusMillis(60), LONGEST)).isEqualTo(Duration.ofMillis(40));
        assertThat(paced.untilRoom(NOW.plusMillis(120), LONGEST)).isEqualTo(Duration.ofMillis(30));
        assertThat(paced.untilRoom(NOW.plusMillis(150), LONGEST)).isEqualTo(LONGEST);
    }
}
