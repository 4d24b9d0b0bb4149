package dev.turnup.servicekeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.OnIntake;
import dev.turnup.intake.ServiceKeys;
import java.util.List;
import org.springframework.stereotype.Component;

/** What each side of a service key sees of the other one. */
@OnIntake
@Component
public class Lent {
    private final ServiceKeys keys;

    Lent(ServiceKeys keys) {
        this.keys = keys;
    }

    /** A receipt as who ordered with a service key may know it: which port it is about isn't told, the key's id is. */
    public static JsonNode hidden(JsonNode receipt) {
        return receipt.hasNonNull("serviceKey") ? ((ObjectNode) receipt.deepCopy()).without("portId") : receipt;
    }

    /** Adds to products, as they are answered, what others have on them by service keys. */
    public List<ObjectNode> withConnections(List<ObjectNode> products) {
        List<String> ids =
                products.stream().map(product -> product.path("id").asText()).toList();
        if (!ids.isEmpty()) {
            keys.onPorts(ids)
                    .forEach(connection -> products.stream()
                            .filter(product -> product.path("id").asText().equals(connection.reliesOn()))
                            .forEach(product ->
                                    product.withArray("serviceKeyConnection").add(ServiceKeyAnswer.of(connection))));
        }
        return products;
    }
}
