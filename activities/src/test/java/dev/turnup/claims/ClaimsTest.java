package dev.turnup.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.claims.Claims.Claim;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What all products claim of what they share never exceeds it, at any instant, on both databases. */
class ClaimsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Pool PORT = Pool.port("p1", 10_000);

    private Database database;

    private void open(TestDatabase kind) {
        database = kind.open("turnup", 2);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void claim(Instant now, Pool pool, String owner, String product, long mbps, Instant from, Instant until) {
        database.jdbi()
                .useTransaction(tx -> new Claims(tx, now).claim(pool, new Claim(owner, product, mbps, from, until)));
    }

    private void claim(Pool pool, String owner, String product, long mbps) {
        claim(NOW, pool, owner, product, mbps, NOW, null);
    }

    private void refused(Instant now, String product, long mbps, Instant from, @Nullable Instant until) {
        assertThatThrownBy(() -> claim(now, PORT, "refused", product, mbps, from, until))
                .hasMessageContaining("are free");
    }

    @ParameterizedTest
    @EnumSource
    void aWindowTakesItsBandwidthWhileItLastsAndNeitherBeforeNorAfter(TestDatabase kind) {
        open(kind);
        claim(NOW, PORT, "w", "a", 8_000, NOW.plus(HOUR), NOW.plus(HOUR.multipliedBy(2)));

        refused(NOW, "b", 3_000, NOW, null);
        claim(NOW, PORT, "before", "b", 3_000, NOW, NOW.plus(HOUR));
        claim(NOW, PORT, "after", "c", 3_000, NOW.plus(HOUR.multipliedBy(2)), null);
    }

    @ParameterizedTest
    @EnumSource
    void aWindowThatHasYetToReturnKeepsItsBandwidthAfterItsTime(TestDatabase kind) {
        open(kind);
        claim(NOW, PORT, "w", "a", 8_000, NOW, NOW.plus(HOUR));
        Instant later = NOW.plus(HOUR).plusSeconds(1);

        refused(later, "b", 3_000, later, null);
        database.jdbi().useTransaction(tx -> Claims.drop(tx, "w"));
        claim(later, PORT, "o", "b", 3_000, later, null);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLoweredIsGrantedHoweverFullThePortIs(TestDatabase kind) {
        open(kind);
        claim(Pool.port("p1", 20_000), "1", "a", 10_000);
        claim(Pool.port("p1", 20_000), "2", "b", 10_000);
        database.jdbi().useHandle(handle -> handle.execute("update capacity_pool set total = 10000")); // as sold before

        claim(PORT, "3", "a", 5_000);
        refused(NOW, "a", 10_001, NOW, null);
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatWasPlannedBeforeABundleGrewClaimsOfAllOfIt(TestDatabase kind) {
        open(kind);
        claim(Pool.port("p1", 20_000), "grown", "a", 10_000);

        claim(PORT, "planned before", "b", 10_000);
        String total = database.jdbi()
                .withHandle(handle -> handle.createQuery("select total from capacity_pool")
                        .mapTo(String.class)
                        .one());
        assertThat(total).isEqualTo("20000");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenIsTheMostOfAllTimesToCome(TestDatabase kind) {
        open(kind);
        Pool building = Pool.location("b", 0);
        claim(building, "o", "a", 1_000);
        claim(NOW, building, "w", "a", 5_000, NOW.plus(HOUR), NOW.plus(HOUR.multipliedBy(2)));
        claim(building, "p", "b", 500);
        claim(PORT, "q", "c", 100);

        assertThat(taken("location:b", "port:p1", "port:p2")).isEqualTo(Map.of("location:b", 5_500L, "port:p1", 100L));
        database.jdbi().useTransaction(tx -> Claims.drop(tx, "w"));
        assertThat(taken("location:b")).isEqualTo(Map.of("location:b", 1_500L));
    }

    private Map<String, Long> taken(String... pools) {
        return database.jdbi().withHandle(handle -> Claims.taken(handle, List.of(pools), NOW));
    }

    @ParameterizedTest
    @EnumSource
    void aPortThatWasTheFirstOfABundleIsOnlyItselfWhenThatIsGone(TestDatabase kind) {
        open(kind);
        claim(Pool.port("p1", 40_000), "bundle", "a", 40_000);
        database.jdbi().useTransaction(tx -> Claims.drop(tx, "bundle"));

        claim(PORT, "1", "b", 10_000);
        refused(NOW, "c", 1_000, NOW, null);
    }
}
