package dev.turnup.step;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.gateway.Bgp;
import dev.turnup.port.Vlan;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.CloudRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/schemas, by which adapters in other languages are written, says what Turnup sends and reads. */
class SchemasTest {
    private static final Schema REQUEST = schema("step-request");
    private static final Schema ANSWER = schema("step-answer");
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");

    @Test
    void requests_are_as_their_schema_says() {
        assertThat(problems(REQUEST, request(new Access.Desired("BLD-1", 1_000))))
                .isEmpty();
        assertThat(problems(REQUEST, request(new Vlan.Desired(null))))
                .as("nothing desired")
                .isEmpty();
        assertThat(problems(REQUEST, request(new CloudRoute.Desired("azure", "DC-1", 50, "secret:1"))))
                .isEmpty();
        assertThat(problems(REQUEST, request(new Bgp.Desired(64_512, "secret:1", "10.0.0.0/8", 50L, 2, true))))
                .isEmpty();
    }

    @Test
    void answers_are_as_their_schema_says() {
        JsonNode receipt = Json.tree(new Access.Receipt("L-1", "BLD-1", "fiber"));
        assertThat(problems(ANSWER, answer(receipt, null, null))).isEmpty();
        assertThat(problems(ANSWER, answer(Json.tree(Released.NOTHING), null, null)))
                .isEmpty();
        for (Party party : Party.values()) {
            assertThat(problems(ANSWER, answer(null, new Wait(party, "act", NOW), null)))
                    .isEmpty();
        }
        for (Presence presence : Presence.values()) {
            assertThat(problems(ANSWER, answer(null, null, presence))).isEmpty();
        }
    }

    @Test
    void an_answer_of_two_kinds_or_none_is_refused() {
        assertThat(problems(ANSWER, answer(null, new Wait(Party.CLOUD, "act", NOW), Presence.PENDING)))
                .isNotEmpty();
        assertThat(problems(ANSWER, answer(null, null, null))).isNotEmpty();
    }

    @Test
    void the_page_shows_requests_and_answers_that_fit() throws IOException {
        String[] parts = Files.readString(Path.of("..", "docs", "adapters.md")).split("```", -1);
        List<String> shown = java.util.Arrays.stream(parts)
                .filter(part -> part.startsWith("json\n"))
                .map(part -> part.substring("json\n".length()))
                .toList();
        assertThat(shown).hasSize(4);
        assertThat(problems(REQUEST, shown.getFirst())).isEmpty();
        assertThat(shown.subList(1, 4)).allSatisfy(answer -> {
            assertThat(problems(ANSWER, answer)).isEmpty();
            assertThat(Json.read(answer, StepAnswer.class).attempt()).isEqualTo(1);
        });
    }

    private static String request(Object desired) {
        return Json.write(new StepRequest(
                "simulated",
                new StepKey("o-1", "1", "build-access", 1),
                "acme",
                Json.tree(desired),
                Map.of("qualification", Json.tree(new Qualification.Receipt("BLD-1", "fiber", 0)))));
    }

    private static String answer(@Nullable JsonNode receipt, @Nullable Wait pending, @Nullable Presence presence) {
        return Json.write(new StepAnswer(receipt, pending, presence, 1, NOW, NOW));
    }

    private static List<Error> problems(Schema schema, String json) {
        return schema.validate(
                json,
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Schema schema(String name) {
        try {
            String text = Files.readString(Path.of("..", "docs", "schemas", name + ".json"));
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text, InputFormat.JSON);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
