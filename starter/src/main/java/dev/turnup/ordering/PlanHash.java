package dev.turnup.ordering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.turnup.Json;
import dev.turnup.intake.Sha256;
import dev.turnup.plan.Plan;

/** What two plans have in common exactly when all their steps, adapters, inputs and prices are the same. */
final class PlanHash {
    /** Maps have no order of their own, and some have another one in each process. */
    private static final ObjectMapper SORTED =
            JsonMapper.builder().enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED).build();

    private PlanHash() {}

    static boolean isOne(String text) {
        return text.matches("[0-9a-f]{64}");
    }

    static String of(Plan plan) {
        try {
            return Sha256.hex(SORTED.writeValueAsBytes(Json.tree(plan)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // trees can always be written
        }
    }
}
