package dev.turnup.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.database.TestDatabase;
import dev.turnup.gateway.Gateway;
import dev.turnup.gateway.simulated.SimulatedGateway;
import dev.turnup.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FailureRatesTest {
    private static final Conduct FLAKY = Conduct.DEFAULT.withFailures(new FailureRates(0.1, 0.1, 0.1, 0.1));

    @Test
    void theSameSeedFailsTheSameCalls() {
        List<String> first = run(1);
        assertThat(run(1)).isEqualTo(first);
        assertThat(run(2)).isNotEqualTo(first);
    }

    @Test
    void aboutAsManyCallsFailAsWereAskedFor() {
        List<String> ends = run(3);
        assertThat(ends).contains("UNREACHABLE", "THROTTLED", "TIMEOUT", "done");
        assertThat(ends.stream().filter(end -> !end.equals("done")).count()).isBetween(16L, 48L);
    }

    @Test
    void sharesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new FailureRates(-0.1, 0, 0, 0)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new FailureRates(0.6, 0.6, 0, 0)).hasMessageContaining("at most 1");
    }

    private static List<String> run(long seed) {
        try (TestWorld test = new TestWorld(TestDatabase.H2, new SimulationRules(seed, true, FLAKY, Map.of()))) {
            SimulatedGateway gateway = new SimulatedGateway(test.world);
            return IntStream.range(0, 80)
                    .mapToObj(n -> outcome(gateway, "o-" + n))
                    .toList();
        }
    }

    private static String outcome(SimulatedGateway gateway, String order) {
        try {
            gateway.apply(TestWorld.call(order, "create-gateway", new Gateway.Desired("EQIX-DC2", 65010, 2000)));
            return "done";
        } catch (StepFailure failure) {
            return failure.code().name();
        }
    }
}
