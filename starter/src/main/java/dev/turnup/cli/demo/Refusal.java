package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.PlainError;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** An answer of the API that says no, as a sentence. */
final class Refusal {
    private Refusal() {}

    static PlainError of(HttpRequest request, HttpResponse<String> answer) {
        String call = request.method() + " " + request.uri().getPath();
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            return new PlainError(
                    "Turnup does not accept its own API key for " + call + ".",
                    "The keys.json of this home belongs to another database: stop Turnup, remove keys.json, start again.");
        }
        if (answer.statusCode() / 100 == 4) {
            return new PlainError(
                    "Turnup refused " + call + " (" + answer.statusCode() + "): " + reasons(answer.body()) + ".",
                    answer.statusCode() == 409
                            ? "Wait until nothing stands against it any more, then try again."
                            : "Correct the request; docs and the API pages say what it may hold.");
        }
        return new PlainError(
                "Turnup failed at " + call + " (" + answer.statusCode() + "): " + reasons(answer.body()) + ".",
                "Its turnup.log says more.");
    }

    /** From a TMF Error or a list of them; the text itself otherwise. */
    private static String reasons(String body) {
        try {
            JsonNode node = Json.read(body, JsonNode.class);
            List<String> reasons = new ArrayList<>();
            Iterable<JsonNode> errors = node.isArray() ? node : List.of(node);
            errors.forEach(error -> reasons.add(reason(error)));
            return String.join("; ", reasons);
        } catch (IllegalArgumentException e) {
            return body.strip();
        }
    }

    private static String reason(JsonNode error) {
        String reason = error.path("reason").asText(error.toString());
        String message = error.path("message").asText("");
        return message.isEmpty() ? reason : reason + " — " + message;
    }
}
