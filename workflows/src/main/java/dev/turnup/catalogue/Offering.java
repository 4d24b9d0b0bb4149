package dev.turnup.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be ordered.
 *
 * @param specification the kind of product that it is: the id of the offering that ships for that kind, its own where it is that one. All
 *     that is built goes by it, what is sold goes by the id
 * @param placeKind {@code building}, {@code site} or {@code none}
 * @param relations on what it relies, in the order in which the customer names them
 * @param forCloud what each cloud needs and can do; null where no cloud is involved
 * @param pricedPer the characteristic by whose value hourly prices are multiplied; null where they hold as they are
 * @param billedWhileSuspended whether the hourly price goes on
 * @param oneOff charged at activation
 * @param earlyEndShare how much of what the rest of an ordered term would cost is charged when it is ended before, 0 to 1
 * @param cancelCharge charged when the customer cancels after a soft point of no return
 * @param edition which version these terms are
 */
public record Offering(
        String id,
        String specification,
        String name,
        String description,
        String placeKind,
        List<Characteristic> characteristics,
        List<Relation> relations,
        @Nullable Map<String, CloudRule> forCloud,
        List<Price> prices,
        @Nullable String pricedPer,
        boolean billedWhileSuspended,
        BigDecimal oneOff,
        BigDecimal earlyEndShare,
        BigDecimal cancelCharge,
        Edition edition) {
    /** The characteristic that says for how many months the customer promises to keep the product. */
    public static final String TERM = "termMonths";

    @SuppressWarnings({"ConstantValue", "NullAway"}) // what ships has neither
    public Offering {
        specification = specification == null ? id : specification;
        edition = edition == null ? Edition.FIRST : edition;
    }

    /** The same kind on other terms, sold under this id. */
    public Offering on(String offering, Terms terms, int version, Instant lastUpdate) {
        return new Offering(
                offering,
                specification,
                terms.name(),
                terms.description(),
                placeKind,
                characteristics,
                relations,
                forCloud,
                terms.prices(),
                pricedPer,
                billedWhileSuspended,
                terms.oneOff(),
                earlyEndShare,
                terms.cancelCharge(),
                new Edition(version, terms.lifecycleStatus(), terms.validFrom(), terms.validUntil(), lastUpdate));
    }

    public Terms terms() {
        return new Terms(
                name,
                description,
                edition.status(),
                edition.validFrom(),
                edition.validUntil(),
                prices,
                oneOff,
                cancelCharge);
    }

    /**
     * @param type {@code string}, {@code integer} or {@code boolean}
     * @param allowed the only values; null where any will do
     * @param ranges inclusive from-to pairs; null where any will do
     * @param secret whether only a reference to the value may be kept
     * @param changeable whether it can be changed on a product that is active
     * @param onlyGrows whether a change can only be to a larger value
     */
    public record Characteristic(
            String name,
            String type,
            boolean required,
            String description,
            @Nullable List<JsonNode> allowed,
            @Nullable Long minimum,
            @Nullable Long maximum,
            @Nullable String pattern,
            @Nullable Integer maxLength,
            @Nullable List<List<Long>> ranges,

            @com.fasterxml.jackson.annotation.JsonProperty("default") @Nullable
            JsonNode preset,

            boolean secret,
            boolean changeable,
            boolean onlyGrows) {}

    /** @param distinct whether no two relations may lead to the same thing */
    public record Relation(String role, List<String> specifications, int min, int max, boolean distinct) {}

    /**
     * @param speedMbps the speeds that the cloud sells, in megabits per second
     * @param speedChange how the speed of a connection can be changed
     * @param fixed the characteristics that a connection keeps for ever
     */
    public record CloudRule(List<String> required, List<Long> speedMbps, SpeedChange speedChange, List<String> fixed) {}

    /** How a cloud lets the speed of a connection be changed. */
    @SuppressWarnings("MemberName") // the names are the catalogue's
    public enum SpeedChange {
        any,
        /** Raised, and never lowered again. */
        up,
        /** Not at all, or not by us. */
        none;

        public boolean allows(long from, long to) {
            return this == any || from == to || (this == up && to > from);
        }
    }

    /** @param when the characteristics' values for which it holds */
    public record Price(Map<String, JsonNode> when, BigDecimal perHour) {}

    /** Whether it is the one that comes with Turnup for its kind. */
    public boolean ships() {
        return id.equals(specification);
    }

    /** The names of characteristics of whose values only references may be kept. */
    public Set<String> secrets() {
        return characteristics.stream()
                .filter(Characteristic::secret)
                .map(Characteristic::name)
                .collect(Collectors.toSet());
    }

    public Optional<Characteristic> characteristic(String characteristic) {
        return characteristics.stream()
                .filter(rule -> rule.name().equals(characteristic))
                .findFirst();
    }

    /** The price for these values; empty where the offering isn't sold so. */
    public Optional<Price> price(Map<String, JsonNode> values) {
        return prices.stream()
                .filter(price -> price.when().entrySet().stream()
                        .allMatch(condition -> isSame(condition.getValue(), values.get(condition.getKey()))))
                .findFirst()
                .map(price -> new Price(price.when(), times(price.perHour(), values)));
    }

    /** Whether the price that was agreed for some values holds for others too; where none has a price, only what makes no other. */
    public boolean isPricedAlike(Map<String, JsonNode> some, Map<String, JsonNode> others) {
        Optional<Price> price = price(some);
        return price.isPresent()
                ? price.equals(price(others))
                : price(others).isEmpty()
                        && Stream.concat(
                                        prices.stream().flatMap(one -> one.when().keySet().stream()),
                                        Stream.ofNullable(pricedPer))
                                .allMatch(name -> Objects.equals(text(some, name), text(others, name)));
    }

    /** A price for one unit, multiplied by as many as these values say. */
    public BigDecimal times(BigDecimal perHour, Map<String, JsonNode> values) {
        return perHour.multiply(units(values));
    }

    private BigDecimal units(Map<String, JsonNode> values) {
        JsonNode units = pricedPer == null ? null : values.get(pricedPer);
        return units == null || !units.isIntegralNumber() ? BigDecimal.ONE : units.decimalValue();
    }

    private static @Nullable String text(Map<String, JsonNode> values, String name) {
        JsonNode value = values.get(name);
        return value == null ? null : value.asText();
    }

    private static boolean isSame(JsonNode wanted, @Nullable JsonNode value) {
        return value != null && Objects.equals(wanted.asText(), value.asText());
    }
}
