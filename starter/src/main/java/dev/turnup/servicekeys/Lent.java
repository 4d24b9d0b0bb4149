package dev.turnup.servicekeys;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What who ordered with a service key sees of the port that was lent. */
public final class Lent {
    private Lent() {}

    /** A receipt as they may know it: which port it is about isn't told, the key's id is. */
    public static JsonNode hidden(JsonNode receipt) {
        return receipt.hasNonNull("serviceKey") ? ((ObjectNode) receipt.deepCopy()).without("portId") : receipt;
    }
}
