package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Offering.Characteristic;
import dev.turnup.catalogue.Offering.CloudRule;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.route.Cloud;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** What the customer wants to be otherwise of a product that is active. */
final class ChangedValues {
    private final Inventory inventory;
    private final OrderDraft.Item item;
    private final HeldProduct product;
    private final Offering offering;
    private final List<Problem> problems;

    ChangedValues(
            Inventory inventory, OrderDraft.Item item, HeldProduct product, Offering offering, List<Problem> problems) {
        this.inventory = inventory;
        this.item = item;
        this.product = product;
        this.offering = offering;
        this.problems = problems;
    }

    /** All values as they are to be. */
    Map<String, JsonNode> check() {
        new CharacteristicCheck(offering, item, problems).checkGiven();
        Map<String, JsonNode> values = new LinkedHashMap<>(product.characteristics());
        item.characteristics().forEach(given -> values.put(given.name(), given.value()));
        List<OrderDraft.Characteristic> changed = item.characteristics().stream()
                .filter(given -> !given.value().equals(product.characteristic(given.name())))
                .toList();
        boolean named = item.name() != null && !item.name().equals(product.name());
        if (changed.isEmpty() && !named) {
            problem(item.path(), "changes nothing: '" + product.id() + "' is so already");
        }
        changed.forEach(this::changeable);
        changed.stream().filter(given -> given.name().equals("asn")).forEach(this::asn);
        cloud(values, changed);
        return values;
    }

    private void changeable(OrderDraft.Characteristic given) {
        offering.characteristic(given.name())
                .filter(rule -> !rule.changeable())
                .ifPresent(rule -> problem(
                        given.path() + ".name",
                        "'" + given.name() + "' of a " + offering.specification() + " can't be changed; what can is "
                                + changeableNames()));
        JsonNode present = product.characteristic(given.name());
        offering.characteristic(given.name())
                .filter(Characteristic::onlyGrows)
                .filter(rule -> present != null && given.value().asLong() < present.asLong())
                .ifPresent(rule -> problem(
                        given.path() + ".value",
                        "'" + given.name() + "' can only grow: it is " + present + ", and " + given.value()
                                + " is less"));
    }

    /** Both ends of a session know the gateway's number. */
    private void asn(OrderDraft.Characteristic given) {
        List<String> dependents = inventory.dependents(product.id());
        if (!dependents.isEmpty()) {
            problems.add(Problem.conflict(
                    given.path() + ".value",
                    "the sessions of " + String.join(", ", dependents) + " are set up with the number "
                            + product.characteristic("asn") + ": delete them first"));
        }
    }

    private String changeableNames() {
        return offering.characteristics().stream()
                .filter(Characteristic::changeable)
                .map(Characteristic::name)
                .collect(Collectors.joining(", ", "", ", and the product's name"));
    }

    private void cloud(Map<String, JsonNode> values, List<OrderDraft.Characteristic> changed) {
        Map<String, CloudRule> rules = offering.forCloud();
        if (rules == null) {
            return;
        }
        new CloudCheck(inventory, item, values, problems).check(rules);
        BgpCheck.check(item, onGateway(), problems);
        Cloud cloud = Cloud.valueOf(
                Objects.requireNonNull(product.characteristic("cloud")).asText());
        CloudRule rule = Objects.requireNonNull(rules.get(cloud.name()));
        changed.forEach(given -> cloud(cloud, rule, given));
    }

    private boolean onGateway() {
        return product.receipts().containsKey("set-up-bgp");
    }

    private void cloud(Cloud cloud, CloudRule rule, OrderDraft.Characteristic given) {
        if (rule.fixed().contains(given.name())) {
            problem(
                    given.path() + ".value",
                    cloud + " keeps the '" + given.name() + "' of a connection for ever: order another connection");
        } else if (given.name().equals("speedMbps")
                && given.value().isIntegralNumber()
                && rule.speedMbps().contains(given.value().longValue())) {
            speed(cloud, rule, given);
        }
    }

    private void speed(Cloud cloud, CloudRule rule, OrderDraft.Characteristic given) {
        long from = product.speedMbps();
        if (rule.speedChange().allows(from, given.value().longValue())) {
            return;
        }
        List<Long> left = rule.speedMbps().stream()
                .filter(speed -> speed != from && rule.speedChange().allows(from, speed))
                .toList();
        problem(
                given.path() + ".value",
                cloud + " can't take this connection from " + from + " to " + given.value() + " Mbit/s; "
                        + (left.isEmpty()
                                ? "it can't be changed: order another connection, and delete this one"
                                : "what it can be changed to is "
                                        + left.stream().map(String::valueOf).collect(Collectors.joining(", "))));
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
