package dev.turnup.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be ordered.
 *
 * @param placeKind {@code building}, {@code site} or {@code none}
 * @param relations on what it relies, in the order in which the customer names them
 * @param forCloud what each cloud needs and can do; null where no cloud is involved
 * @param oneOff charged at activation
 * @param cancelCharge charged when the customer cancels after a soft point of no return
 */
public record Offering(
        String id,
        String name,
        String description,
        String placeKind,
        List<Characteristic> characteristics,
        List<Relation> relations,
        @Nullable Map<String, CloudRule> forCloud,
        List<Price> prices,
        BigDecimal oneOff,
        BigDecimal cancelCharge) {

    /**
     * @param type {@code string}, {@code integer} or {@code boolean}
     * @param allowed the only values; null where any will do
     * @param ranges inclusive from-to pairs; null where any will do
     * @param secret whether only a reference to the value may be kept
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

            boolean secret) {}

    /** @param distinct whether no two relations may lead to the same thing */
    public record Relation(String role, List<String> offerings, int min, int max, boolean distinct) {}

    /** @param speedMbps the speeds that the cloud sells, in megabits per second */
    public record CloudRule(List<String> required, List<Long> speedMbps) {}

    /** @param when the characteristics' values for which it holds */
    public record Price(Map<String, JsonNode> when, BigDecimal perHour) {}

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
                .findFirst();
    }

    private static boolean isSame(JsonNode wanted, @Nullable JsonNode value) {
        return value != null && Objects.equals(wanted.asText(), value.asText());
    }
}
