package dev.turnup.e2e;

import dev.turnup.window.WindowCheck;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Orders as customers send them. */
final class Orders {
    static final String SITE = "EQIX-DC2";
    /** Of the markers of docs/simulators.md. */
    static final String NEVER_ACCEPTED = "000000000001";

    private static final String FIBRE = "BLD-003286";

    private Orders() {}

    static Map<String, Object> of(Item... items) {
        return Map.of("productOrderItem", Stream.of(items).map(Item::json).toList());
    }

    /** Each item by itself: those that can't be had don't hold up the others. */
    static Map<String, Object> bestEffort(Item... items) {
        Map<String, Object> order = new LinkedHashMap<>(of(items));
        order.put("completionMode", "bestEffort");
        return order;
    }

    /** One item; what it relies on are ids of other items. */
    record Item(String id, String offering, String place, Map<String, Object> values, List<String> reliesOn) {

        /** The same with one more value. */
        Item with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(values);
            more.put(name, value);
            return new Item(id, offering, place, more, reliesOn);
        }

        private Map<String, Object> json() {
            Map<String, Object> product = new LinkedHashMap<>();
            List<Object> characteristics = new ArrayList<>();
            values.forEach((name, value) -> characteristics.add(Map.of("name", name, "value", value)));
            product.put("productCharacteristic", characteristics);
            if (!place.isEmpty()) {
                product.put("place", List.of(Map.of("role", "installationPlace", "place", Map.of("id", place))));
            }
            return Map.of(
                    "id",
                    id,
                    "action",
                    "add",
                    "productOffering",
                    Map.of("id", offering),
                    "product",
                    product,
                    "productOrderItemRelationship",
                    reliesOn.stream()
                            .map(other -> Map.of("id", other, "relationshipType", "reliesOn"))
                            .toList());
        }
    }

    /** Changes what is there: each value by its name. */
    static Map<String, Object> modify(String product, Map<String, Object> values) {
        List<Object> characteristics = new ArrayList<>();
        values.forEach((name, value) -> characteristics.add(Map.of("name", name, "value", value)));
        return Map.of(
                "productOrderItem",
                List.of(Map.of(
                        "id",
                        "1",
                        "action",
                        "modify",
                        "product",
                        Map.of("id", product, "productCharacteristic", characteristics))));
    }

    /** Gives several products back. */
    static Map<String, Object> delete(String... products) {
        List<Object> items = new ArrayList<>();
        for (String product : products) {
            items.add(Map.of(
                    "id", String.valueOf(items.size() + 1), "action", "delete", "product", Map.of("id", product)));
        }
        return Map.of("productOrderItem", items);
    }

    /** An event window whose raise begins within seconds: it starts as soon as one can. */
    static Map<String, Object> window(String product, int speedMbps) {
        LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(WindowCheck.LEAD)
                .plusSeconds(3);
        return Map.of(
                "timeZone",
                "UTC",
                "start",
                start.toString(),
                "end",
                start.plusHours(2).toString(),
                "product",
                List.of(Map.of("id", product, "speedMbps", speedMbps)));
    }

    static Item port(String id, String site) {
        return new Item(id, "port", site, Map.of("speedMbps", 10_000), List.of());
    }

    static Item circuit(String id, String a, String z) {
        return new Item(id, "virtual-circuit", "", Map.of("speedMbps", 1_000), List.of(a, z));
    }

    static Item internet(String id) {
        return new Item(id, "internet-on-demand", FIBRE, Map.of("speedMbps", 1_000), List.of());
    }

    static Item gateway(String id, String port) {
        return new Item(id, "multi-cloud-gateway", SITE, Map.of("speedMbps", 2_000), List.of(port));
    }

    static Item aws(String id, String base, String account) {
        return cloud(id, base, "aws", Map.of("awsAccountId", account));
    }

    static Item azure(String id, String base, String key) {
        return cloud(id, base, "azure", Map.of("azureServiceKey", key));
    }

    static Item google(String id, String base, String key) {
        return cloud(id, base, "google", Map.of("googlePairingKey", key + "/us-east4/1"));
    }

    static Item oracle(String id, String base, String key) {
        return cloud(id, base, "oracle", Map.of("ociCircuitId", "ocid1.virtualcircuit.oc1.iad." + key));
    }

    private static Item cloud(String id, String base, String cloud, Map<String, Object> key) {
        Map<String, Object> values = new LinkedHashMap<>(key);
        values.put("cloud", cloud);
        values.put("onRamp", SITE);
        values.put("speedMbps", 1_000);
        return new Item(id, "cloud-connection", "", values, List.of(base));
    }

    /** A key that no other order has. */
    static String key() {
        return UUID.randomUUID().toString();
    }

    /** The same, ending in a marker that provokes a behaviour. */
    static String key(String marker) {
        return key().substring(0, 24) + "0000000000" + marker;
    }
}
