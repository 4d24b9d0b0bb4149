package dev.turnup.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A list of sites is answered once and in order, though Temporal is away, and intake and worker are killed. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class LocationChecksKillTest {
    private static final Duration LONGEST = Duration.ofSeconds(120);
    private static final int ROWS = 10_000;
    private static final int LISTED = 3_000;

    private final Deployment deployment;

    LocationChecksKillTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void everyRowIsAnsweredOnceThoughEverythingIsKilledInTurn() {
        Client acme = deployment.customer("acme");
        deployment.temporal().stop();
        String check = acme.check(file());
        deployment.killIntake();
        deployment.startIntake();
        deployment.awaitIntake();
        assertThat(acme.seenCheck(check).path("state").asText()).isEqualTo("acknowledged");

        deployment.temporal().start();
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> acme.seenCheck(check).path("answered").asInt() > ROWS / 10);
        deployment.killWorker();
        assertThat(acme.seenCheck(check).path("state").asText()).isEqualTo("inProgress");
        deployment.startWorker();

        await().atMost(LONGEST)
                .untilAsserted(() ->
                        assertThat(acme.seenCheck(check).path("state").asText()).isEqualTo("done"));
        List<String> answers = acme.answers(check);
        assertThat(answers).hasSize(ROWS + 1);
        IntStream.range(0, ROWS)
                .forEach(n -> assertThat(answers.get(n + 1))
                        .startsWith((n + 2) + "," + n + "," + id(n) + ",")
                        .matches(".*,(found|notServiceable),.*"));
    }

    private static String file() {
        return IntStream.range(0, ROWS)
                .mapToObj(n -> n + "," + id(n))
                .collect(Collectors.joining("\n", "id,location_id\n", "\n"));
    }

    private static String id(int n) {
        return "BLD-%06d".formatted(n % LISTED + 1);
    }
}
