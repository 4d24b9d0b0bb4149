package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering.Characteristic;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether one value is as the catalogue wants it. */
final class ValueRule {
    private ValueRule() {}

    /** What is wrong with it, as a sentence that doesn't repeat a secret. */
    static Optional<String> broken(Characteristic rule, JsonNode value) {
        if (!isOfType(rule, value)) {
            return Optional.of(
                    "must be " + (rule.type().equals("integer") ? "an " : "a ") + rule.type() + shown(rule, value));
        }
        if (rule.allowed() != null && !rule.allowed().stream().anyMatch(one -> isSame(one, value))) {
            return Optional.of("must be one of "
                    + rule.allowed().stream().map(JsonNode::asText).collect(Collectors.joining(", "))
                    + shown(rule, value));
        }
        return value.isTextual() ? brokenText(rule, value) : brokenNumber(rule, value);
    }

    private static boolean isOfType(Characteristic rule, JsonNode value) {
        return switch (rule.type()) {
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            default -> value.isTextual();
        };
    }

    private static boolean isSame(JsonNode allowed, JsonNode value) {
        return allowed.asText().equals(value.asText());
    }

    private static Optional<String> brokenText(Characteristic rule, JsonNode value) {
        String text = value.textValue();
        if (rule.maxLength() != null && text.length() > rule.maxLength()) {
            return Optional.of("must not be longer than " + rule.maxLength() + " characters");
        }
        if (rule.pattern() != null && !Pattern.matches(rule.pattern(), text)) {
            return Optional.of("is not of the form " + rule.pattern() + ": " + rule.description());
        }
        return Optional.empty();
    }

    private static Optional<String> brokenNumber(Characteristic rule, JsonNode value) {
        if (!value.isIntegralNumber()) {
            return Optional.empty();
        }
        List<List<Long>> ranges = rule.ranges();
        if (rule.minimum() != null && rule.maximum() != null) {
            ranges = List.of(List.of(rule.minimum(), rule.maximum()));
        }
        if (ranges == null || ranges.stream().anyMatch(range -> isIn(range, value))) {
            return Optional.empty();
        }
        return Optional.of("must be in "
                + ranges.stream()
                        .map(range -> range.get(0) + "-" + range.get(1))
                        .collect(Collectors.joining(", "))
                + shown(rule, value) + ". " + rule.description());
    }

    private static boolean isIn(List<Long> range, JsonNode value) {
        return value.canConvertToLong() && value.longValue() >= range.get(0) && value.longValue() <= range.get(1);
    }

    private static String shown(Characteristic rule, JsonNode value) {
        return rule.secret() ? "" : ", not " + Shown.of(value);
    }
}
