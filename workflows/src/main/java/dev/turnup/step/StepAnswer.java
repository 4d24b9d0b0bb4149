package dev.turnup.step;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of every step activity, on the wire: exactly one of receipt, pending and presence, in an envelope with what the
 * workflow can't see.
 *
 * @param attempt 1 unless Temporal retried; more means that an earlier attempt may still land
 */
public record StepAnswer(
        @Nullable JsonNode receipt,
        @Nullable Wait pending,
        @Nullable Presence presence,
        int attempt,
        Instant startedAt,
        Instant endedAt) {}
