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
        ObjectNode price = price(type, name, "recurring", perHour, currency);
        return price.put("recurringChargePeriod", "hour");
    }

    /** An OrderPrice that is charged once, before taxes. */
    public static ObjectNode once(String name, BigDecimal amount, String currency) {
        return price("OrderPrice", name, "oneTime", amount, currency);
    }

    private static ObjectNode price(String type, String name, String kind, BigDecimal amount, String currency) {
        ObjectNode price =
                TreeJson.object().put("@type", type).put("name", name).put("priceType", kind);
        price.putObject("price").put("@type", "Price").set("dutyFreeAmount", of(amount, currency));
        return price;
    }
}
