package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Part;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.Offering;
import dev.turnup.location.offer.Offers;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads what is wished of a place, by the catalogue's rules; what is wrong is noted in the part. */
@OnIntake
@Component
class WishReader {
    private static final List<String> PLACED = List.of(Offers.INTERNET, Offers.PORT);

    private final Catalogues catalogues;
    private final InstantSource clock;

    WishReader(Catalogues catalogues, InstantSource clock) {
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** Of what can be ordered only that in which places differ. */
    Optional<String> offering(Part part, String name) {
        List<String> placed = catalogues.now().orderable(clock.instant()).stream()
                .filter(offering -> PLACED.contains(offering.specification()))
                .map(Offering::id)
                .toList();
        Optional<String> offering = part.text(name);
        offering.filter(id -> !placed.contains(id))
                .ifPresent(id -> part.problem(name, "must be one of " + String.join(", ", placed)));
        return offering.filter(placed::contains);
    }

    /** Megabits per second, one of the offering's speeds. */
    Optional<Long> speed(Part part, String name, Optional<String> offering) {
        part.required(name);
        List<JsonNode> sold = offering.flatMap(catalogues.now()::offering)
                .flatMap(known -> known.characteristic("speedMbps"))
                .map(Offering.Characteristic::allowed)
                .orElse(List.of());
        Optional<JsonNode> value = part.any(name);
        if (value.isPresent() && !value.get().isIntegralNumber()) {
            part.problem(name, "must be a whole number of Mbit/s");
            return Optional.empty();
        }
        if (value.isPresent()
                && offering.isPresent()
                && sold.stream()
                        .noneMatch(
                                one -> Objects.equals(one.asText(), value.get().asText()))) {
            part.problem(
                    name,
                    "must be one of "
                            + String.join(
                                    ", ", sold.stream().map(JsonNode::asText).toList()));
            return Optional.empty();
        }
        return value.map(JsonNode::longValue);
    }
}
