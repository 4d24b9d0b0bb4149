package dev.turnup.location.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a customer was told.
 *
 * @param told one for each wish
 * @param until so long it can be ordered on
 */
public record Answer(String id, String tenant, List<Told> told, Instant at, Instant until) {

    public Optional<Told> item(String item) {
        return told.stream().filter(one -> one.item().equals(item)).findFirst();
    }
}
