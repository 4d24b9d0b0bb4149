package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Keys that Turnup makes and tokens that it takes have forms of their own. One that stands where it doesn't belong is cut down to
 * its beginning, which is no secret, before the text is kept, answered or logged.
 */
public final class KeyForms {
    /** API keys, service keys, what events are signed with, and tokens (RFC 7515 §3.1: the first part is an object in base64). */
    private static final Pattern KEY = Pattern.compile(
            "(tk_)[A-Za-z0-9_-]{43}|(sk_[0-9a-f]{12})_[A-Za-z0-9_-]{43}"
                    + "|(whsec_)[A-Za-z0-9+/%]{40,}+={0,2}|(?<![A-Za-z0-9_-])(eyJ)[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

    /** An API key is: most texts needn't be looked at. */
    private static final int SHORTEST = 46;

    /** Properties that are of use as they came only: what is ordered with, and where events are sent. */
    private static final Set<String> WHOLE = Set.of("serviceKey", "callback");

    private KeyForms() {}

    public static String cut(String text) {
        return text.length() < SHORTEST ? text : KEY.matcher(text).replaceAll("$1$2$3$4");
    }

    /** Cuts every text of a request, but those that are of use as they came only. */
    static void cut(JsonNode request) {
        if (request instanceof ObjectNode object) {
            object.properties().stream()
                    .filter(property -> !WHOLE.contains(property.getKey()))
                    .forEach(property -> cut(property.getValue(), property::setValue));
        } else if (request instanceof ArrayNode list) {
            for (int n = 0; n < list.size(); n++) {
                int index = n;
                cut(list.get(n), value -> list.set(index, value));
            }
        }
    }

    private static void cut(JsonNode value, Consumer<JsonNode> replace) {
        if (value.isTextual()) {
            replace.accept(TextNode.valueOf(cut(value.textValue())));
        } else {
            cut(value);
        }
    }
}
