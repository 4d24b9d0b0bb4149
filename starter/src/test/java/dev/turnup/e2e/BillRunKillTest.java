package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A bill run bills each tenant once, though Temporal is away, and intake and five workers are killed in its middle. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class BillRunKillTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final String RUNS = "/api/v1/bill-runs";
    private static final int TENANTS = 1_200;
    private static final int KILLS = 5;

    private final Deployment deployment;

    BillRunKillTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void everyTenantIsBilledOnceThoughTheRunIsKilledFiveTimes() {
        YearMonth month = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        Client olga = deployment.operator();
        Witness witness = deployment.witness();
        witness.facts(TENANTS, month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        deployment.temporal().stop();
        String run = olga.post(RUNS, Map.of("period", month.toString()))
                .expect(201)
                .path("href")
                .asText();
        deployment.killIntake();
        deployment.startIntake();
        deployment.awaitIntake();
        assertThat(olga.get(run).expect(200).path("state").asText()).isEqualTo("acknowledged");
        deployment.temporal().start();

        for (int kill = 1; kill <= KILLS; kill++) {
            long some = kill * TENANTS / (KILLS + 1);
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(5)).until(() -> witness.bills() > some);
            deployment.killWorker();
            assertThat(witness.bills()).as("billed before kill %d", kill).isBetween(some, TENANTS - 1L);
            deployment.startWorker();
        }

        await().atMost(LONGEST)
                .untilAsserted(
                        () -> assertThat(olga.get(run).expect(200).path("state").asText())
                                .isEqualTo("done"));
        assertThat(witness.bills()).isEqualTo(TENANTS);
        JsonNode check = olga.get(run + "/check").expect(200);
        assertThat(check.path("isRight").asBoolean()).as(check.toString()).isTrue();
        assertThat(check.path("differences").asInt()).isZero();
        assertThat(witness.owed()).isEqualByComparingTo(String.valueOf(24 * TENANTS));
        JsonNode sum = check.path("sum").path(0);
        assertThat(sum.path("bills").asInt()).isEqualTo(TENANTS);
        assertThat(sum.path("billed").path("value").decimalValue())
                .isEqualByComparingTo(String.valueOf(24 * TENANTS))
                .isEqualByComparingTo(sum.path("ledger").path("value").decimalValue());
        assertThat(olga.post(RUNS, Map.of("period", month.toString()))
                        .expect(201)
                        .path("state")
                        .asText())
                .isEqualTo("done");
    }
}
