package dev.turnup.route.simulated;

import static dev.turnup.route.simulated.Routes.GUID;
import static dev.turnup.route.simulated.Routes.route;
import static dev.turnup.simulated.TestWorld.receipt;
import static dev.turnup.simulated.TestWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.database.TestDatabase;
import dev.turnup.simulated.Behaviour;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SecretKeysTest {
    private static final Map<String, String> SECRETS = Map.of("secret:s-1", GUID, "secret:s-2", GUID);

    @ParameterizedTest
    @EnumSource(TestDatabase.class)
    void aSecretIsRecognisedButNeverKept(TestDatabase kind) {
        try (TestWorld test = new TestWorld(kind, SimulationRules.DEFAULT)) {
            SimulatedAzure azure = new SimulatedAzure(test.world, (tenant, reference) -> SECRETS.get(reference));
            test.world.script("o-1/", Behaviour.lateLanding(Duration.ofSeconds(5)));
            assertThat(refusal(() -> azure.apply(route("o-1", "azure", 1000, "secret:s-1"))))
                    .isEqualTo(FailureCode.TIMEOUT);
            String landing = everything(test);
            test.pass(Duration.ofSeconds(5));
            String receipt = Json.write(receipt(azure.apply(route("o-1", "azure", 1000, "secret:s-1"))));
            assertThatThrownBy(() -> azure.apply(route("o-2", "azure", 1000, "secret:s-2")))
                    .hasMessageContaining("is used by another connection")
                    .hasMessageNotContaining(GUID);
            assertThat(landing + receipt + everything(test))
                    .contains("erc-")
                    .doesNotContainIgnoringCase(GUID)
                    .doesNotContain("secret:");
        }
    }

    private static String everything(TestWorld test) {
        return Stream.of("resource", "landing", "call_log", "script")
                .flatMap(table -> rows(test, table).stream())
                .map(Object::toString)
                .toList()
                .toString();
    }

    private static List<Map<String, Object>> rows(TestWorld test, String table) {
        return test.database
                .jdbi()
                .withHandle(handle ->
                        handle.createQuery("select * from " + table).mapToMap().list());
    }
}
