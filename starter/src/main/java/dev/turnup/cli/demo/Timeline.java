package dev.turnup.cli.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an order goes, as {@code /api/v1/orders/{id}/timeline} answers. Whatever is missing there is null or empty here. */
record Timeline(@Nullable String state, @Nullable List<Step> steps) {
    private static final Set<String> ENDS = Set.of("completed", "partial", "failed", "cancelled", "rejected");

    record Step(
            @Nullable String item,
            @Nullable String offering,
            @Nullable String step,
            @Nullable String title,
            @Nullable String state,
            @Nullable String verb,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String place,
            @JsonProperty("wait") @Nullable Wait pending,
            @Nullable JsonNode receipt,
            @Nullable Failure failure) {

        String key() {
            return item + "/" + step + "/" + verb + "/" + endedAt;
        }

        Duration took() {
            return startedAt == null || endedAt == null ? Duration.ZERO : Duration.between(startedAt, endedAt);
        }

        boolean undoes() {
            return "release".equalsIgnoreCase(verb);
        }
    }

    record Wait(
            @Nullable String party,
            @Nullable String action,
            @Nullable Instant until) {}

    record Failure(@Nullable String code, @Nullable String message) {}

    List<Step> all() {
        return steps == null ? List.of() : steps;
    }

    boolean ended() {
        return state != null && ENDS.contains(state);
    }
}
