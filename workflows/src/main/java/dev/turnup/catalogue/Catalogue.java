package dev.turnup.catalogue;

import dev.turnup.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What there is to order, at one instant.
 *
 * @param version of what ships with Turnup
 * @param currency ISO 4217, of every price in it
 */
public record Catalogue(String version, String currency, List<Offering> offerings) {

    /** The catalogue that ships with Turnup, {@code catalogue.json}. */
    public static Catalogue load() {
        try (InputStream file = Catalogue.class.getResourceAsStream("/catalogue.json")) {
            String json = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(json, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it can be ordered or not. */
    public Optional<Offering> offering(String id) {
        return offerings.stream().filter(offering -> offering.id().equals(id)).findFirst();
    }

    /** What kind of product an offering is; what it is called itself where there is none. */
    public String specification(String offering) {
        return offering(offering).map(Offering::specification).orElse(offering);
    }

    /** What can be ordered anew at an instant. */
    public List<Offering> orderable(Instant now) {
        return offerings.stream()
                .filter(offering -> offering.edition().isOrderable(now))
                .toList();
    }
}
