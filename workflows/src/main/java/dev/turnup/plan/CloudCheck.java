package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering.CloudRule;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.route.Cloud;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a chosen cloud asks of the other values of an item. */
final class CloudCheck {
    private final Inventory inventory;
    private final OrderDraft.Item item;
    private final Map<String, JsonNode> values;
    private final List<Problem> problems;

    CloudCheck(Inventory inventory, OrderDraft.Item item, Map<String, JsonNode> values, List<Problem> problems) {
        this.inventory = inventory;
        this.item = item;
        this.values = values;
        this.problems = problems;
    }

    void check(Map<String, CloudRule> rules) {
        Optional<Cloud> cloud = cloud();
        if (cloud.isPresent()) {
            CloudRule rule = rules.get(cloud.get().name());
            if (rule != null) {
                keys(cloud.get(), rule);
                speed(cloud.get(), rule);
            }
        }
        onRamp(cloud);
    }

    private Optional<Cloud> cloud() {
        JsonNode value = values.get("cloud");
        return Arrays.stream(Cloud.values())
                .filter(cloud ->
                        value != null && value.isTextual() && cloud.name().equals(value.textValue()))
                .findFirst();
    }

    private void keys(Cloud cloud, CloudRule rule) {
        for (String required : rule.required()) {
            if (!values.containsKey(required)) {
                problems.add(new Problem(
                        item.path() + ".product.productCharacteristic",
                        "'" + required + "' is missing: " + cloud + " needs it"));
            }
        }
        for (Cloud other : Cloud.values()) {
            if (other != cloud && !rule.required().contains(other.keyCharacteristic())) {
                item.characteristic(other.keyCharacteristic())
                        .ifPresent(given -> problems.add(new Problem(
                                given.path() + ".name", "'" + given.name() + "' is of no use to " + cloud)));
            }
        }
    }

    private void speed(Cloud cloud, CloudRule rule) {
        JsonNode speed = values.get("speedMbps");
        if (speed != null && speed.isIntegralNumber() && !rule.speedMbps().contains(speed.longValue())) {
            problem(
                    "speedMbps",
                    cloud + " sells "
                            + rule.speedMbps().stream().map(String::valueOf).collect(Collectors.joining(", "))
                            + " Mbit/s, not " + Shown.of(speed));
        }
    }

    private void onRamp(Optional<Cloud> cloud) {
        JsonNode id = values.get("onRamp");
        if (id == null || !id.isTextual()) {
            return;
        }
        Optional<Place> site =
                inventory.place(id.textValue()).filter(place -> place.kind().equals("site"));
        if (site.isEmpty()) {
            problem("onRamp", "no site has the id '" + Shown.of(id.textValue()) + "'");
        } else if (cloud.isPresent()
                && !site.get().onRamps().containsKey(cloud.get().name())) {
            problem(
                    "onRamp",
                    "'" + id.textValue() + "' has no on-ramp of " + cloud.get() + "; it has "
                            + (site.get().onRamps().isEmpty()
                                    ? "none"
                                    : String.join(
                                            ", ",
                                            new TreeSet<>(site.get().onRamps().keySet()))));
        }
    }

    private void problem(String characteristic, String message) {
        item.characteristic(characteristic)
                .ifPresent(given -> problems.add(new Problem(given.path() + ".value", message)));
    }
}
