package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules for what an operator changes in a step's input: they are those of the customer's order. */
public final class ChangeCheck {
    private final Offering offering;
    private final PlannedStep step;

    public ChangeCheck(Offering offering, PlannedStep step) {
        this.offering = offering;
        this.step = step;
    }

    /** What is wrong with the changes, by field; nothing where they may be made. */
    public List<Problem> problems(JsonNode changes) {
        Map<String, String> changeable = step.changeable();
        if (changeable.isEmpty()) {
            return List.of(new Problem(
                    "", "nothing of the step '" + step.name() + "' can be changed: it is as the customer ordered it"));
        }
        if (changes.isEmpty()) {
            return List.of(new Problem("", "is missing: the fields to change, of " + names()));
        }
        List<Problem> problems = new ArrayList<>();
        changes.properties()
                .forEach(change -> problem(change.getKey(), change.getValue()).ifPresent(problems::add));
        return problems;
    }

    private Optional<Problem> problem(String field, JsonNode value) {
        String characteristic = step.changeable().get(field);
        if (characteristic == null) {
            return Optional.of(new Problem(field, "can't be changed; what can is " + names()));
        }
        return ValueRule.broken(offering.characteristic(characteristic).orElseThrow(), value)
                .map(message -> new Problem(field, message));
    }

    private String names() {
        return String.join(", ", step.changeable().keySet());
    }
}
