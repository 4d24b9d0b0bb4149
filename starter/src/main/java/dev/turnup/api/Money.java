package dev.turnup.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** Amounts as TMF writes them; a number in JSON, never a double here. */
public final class Money {
    private Money() {}

    /** Without {@code @type}: TMF's Money has none. */
    public static ObjectNode of(BigDecimal amount, String currency) {
        return TreeJson.object().put("unit", currency).put("value", amount);
    }

    /** An OrderPrice or ProductPrice for each hour, before taxes. */
    public static ObjectNode hourly(String name, BigDecimal perHour, String currency) {
        return hourly("OrderPrice", name, perHour, currency);
    }

    public static ObjectNode hourly(String type, String name, BigDecimal perHour, String currency) {
        ObjectNode price = TreeJson.object()
                .put("@type", type)
                .put("name", name)
                .put("priceType", "recurring")
                .put("recurringChargePeriod", "hour");
        price.putObject("price").put("@type", "Price").set("dutyFreeAmount", of(perHour, currency));
        return price;
    }
}
