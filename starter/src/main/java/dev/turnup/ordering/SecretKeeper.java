package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.NewOrder.Secret;
import dev.turnup.plan.OrderRequest;
import dev.turnup.servicekeys.KeyText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Takes the secrets out of an order that was found valid, before anything of it is planned, stored or answered. */
final class SecretKeeper {
    private final Catalogue catalogue;

    SecretKeeper(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The order with references in the place of secrets. */
    record Kept(JsonNode body, OrderRequest request, List<Secret> secrets) {}

    Kept keep(JsonNode original, OrderRequest request) {
        return keep(original, request, content -> UUID.randomUUID().toString());
    }

    /** @param id of the reference to a secret, by its content */
    Kept keep(JsonNode original, OrderRequest request, UnaryOperator<String> id) {
        JsonNode body = KeyText.hidden(original);
        List<Secret> secrets = new ArrayList<>();
        List<OrderRequest.Item> items = new ArrayList<>();
        for (int n = 0; n < request.items().size(); n++) {
            JsonNode product = body.path("productOrderItem").path(n).path("product");
            items.add(keep(request.items().get(n), product, secrets, id));
        }
        return new Kept(body, new OrderRequest(request.mode(), request.requested(), items), secrets);
    }

    private OrderRequest.Item keep(
            OrderRequest.Item item, JsonNode product, List<Secret> secrets, UnaryOperator<String> id) {
        Set<String> names = catalogue.offering(item.offering()).orElseThrow().secrets();
        Map<String, JsonNode> values = new LinkedHashMap<>(item.characteristics());
        for (JsonNode characteristic : product.path("productCharacteristic")) {
            String name = characteristic.path("name").asText();
            if (names.contains(name) && characteristic instanceof ObjectNode object) {
                String content = object.path("value").asText();
                Secret secret = new Secret(id.apply(content), content);
                secrets.add(secret);
                object.put("value", secret.reference());
                values.put(name, TextNode.valueOf(secret.reference()));
            }
        }
        return item.with(values);
    }
}
