package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;

/** The TMF types of single values. */
public final class Characteristics {
    private Characteristics() {}

    public static String type(JsonNode value) {
        if (value.isIntegralNumber()) {
            return "IntegerCharacteristic";
        }
        if (value.isNumber()) {
            return "NumberCharacteristic";
        }
        return value.isBoolean() ? "BooleanCharacteristic" : "StringCharacteristic";
    }
}
