package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an order made active, for the table at its end.
 *
 * @param hourlyPrice zero where it costs nothing by the hour
 */
record ActiveProduct(String id, String offering, String what, String place, BigDecimal hourlyPrice, String currency) {

    static ActiveProduct of(JsonNode product) {
        Optional<JsonNode> price = hourly(product.path("productPrice"));
        return new ActiveProduct(
                product.path("id").asText(),
                product.path("productOffering").path("id").asText(),
                what(product),
                place(product),
                price.map(money -> money.path("value").decimalValue()).orElse(BigDecimal.ZERO),
                price.map(money -> money.path("unit").asText("USD")).orElse("USD"));
    }

    /** In a few words: the cloud, the speed, the customer's own name for it. */
    private static String what(JsonNode product) {
        return Stream.of(
                        characteristic(product, "cloud").map(cloud -> cloud.toUpperCase(Locale.ROOT)),
                        characteristic(product, "speedMbps").map(speed -> speed + " Mbps"),
                        characteristic(product, "name"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
    }

    private static Optional<JsonNode> hourly(JsonNode prices) {
        for (JsonNode price : prices) {
            String period = price.path("recurringChargePeriod")
                    .asText(price.path("recurringChargePeriodType").asText(""));
            if (period.toLowerCase(Locale.ROOT).contains("hour")) {
                JsonNode money = price.path("price");
                return Optional.of(
                        money.has("dutyFreeAmount")
                                ? money.get("dutyFreeAmount")
                                : money.has("taxIncludedAmount") ? money.get("taxIncludedAmount") : money);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> characteristic(JsonNode product, String name) {
        for (JsonNode characteristic : product.path("productCharacteristic")) {
            if (name.equals(characteristic.path("name").asText())) {
                return Optional.of(characteristic.path("value").asText());
            }
        }
        return Optional.empty();
    }

    private static String place(JsonNode product) {
        for (JsonNode place : product.path("place")) {
            String id = place.path("place").path("id").asText(place.path("id").asText(""));
            if (!id.isEmpty()) {
                return id;
            }
        }
        return characteristic(product, "onRamp").orElse("");
    }
}
