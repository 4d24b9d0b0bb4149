package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a secret may stand in an order. Everywhere else it would mean nothing and, since orders are kept and answered as they
 * came, be kept and answered in clear.
 */
final class SecretPlaces {
    private static final Pattern RIGHT =
            Pattern.compile("productOrderItem\\[(\\d+)]\\.product\\.productCharacteristic\\[\\d+]");

    private final JsonNode order;
    private final Set<String> names;
    private final List<Problem> problems = new ArrayList<>();

    private SecretPlaces(JsonNode order, Set<String> names) {
        this.order = order;
        this.names = names;
    }

    /** A problem for each secret, by its characteristic's name, that stands where none is read. */
    static List<Problem> wrong(Catalogue catalogue, JsonNode order) {
        SecretPlaces places = new SecretPlaces(
                order,
                catalogue.offerings().stream()
                        .flatMap(offering -> offering.secrets().stream())
                        .collect(Collectors.toSet()));
        places.walk(order, "");
        return places.problems;
    }

    private void walk(JsonNode node, String path) {
        if (names.contains(node.path("name").asText()) && node.has("value") && !isRight(path)) {
            refuse(path, node.path("name").asText());
        }
        node.properties().forEach(property -> {
            String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            if (names.contains(property.getKey())) {
                refuse(below, property.getKey());
            }
            walk(property.getValue(), below);
        });
        if (node.isArray()) {
            for (int n = 0; n < node.size(); n++) {
                walk(node.get(n), path + "[" + n + "]");
            }
        }
    }

    /** Of what is deleted no value is read. */
    private boolean isRight(String path) {
        Matcher right = RIGHT.matcher(path);
        return right.matches()
                && !order.path("productOrderItem")
                        .path(Integer.parseInt(right.group(1)))
                        .path("action")
                        .asText()
                        .equals("delete");
    }

    private void refuse(String path, String name) {
        problems.add(
                new Problem(
                        path,
                        "'" + name
                                + "' is a secret: it belongs below productOrderItem[…].product.productCharacteristic, and not into a delete"));
    }
}
