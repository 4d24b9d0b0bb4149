package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.plan.Problem;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** TMF's Error: one for the whole, and below {@code errors} one for each property that is wrong. */
final class ErrorBody {
    private ErrorBody() {}

    static ResponseEntity<JsonNode> of(Refusal refusal) {
        ObjectNode body = of(refusal.status(), refusal.code(), refusal.message(), refusal.problems());
        body.setAll(refusal.more());
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(refusal.status()).contentType(MediaType.APPLICATION_JSON);
        if (refusal.status() == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return answer.body(body);
    }

    static ObjectNode of(HttpStatusCode status, String code, String message, List<Problem> problems) {
        ObjectNode error = error(status, code, message);
        if (problems.isEmpty()) {
            return error;
        }
        ArrayNode errors = error.putArray("errors");
        for (Problem problem : problems) {
            String text = problem.path().isEmpty() ? problem.message() : problem.path() + ": " + problem.message();
            errors.add(error(status, code, text).put("path", KeyForms.cut(problem.path())));
        }
        error.put("message", message + ": " + errors.get(0).path("message").textValue());
        return error;
    }

    private static ObjectNode error(HttpStatusCode status, String code, String message) {
        return TreeJson.object()
                .put("@type", "Error")
                .put("code", code)
                .put("reason", reason(status))
                .put("message", KeyForms.cut(message))
                .put("status", String.valueOf(status.value()));
    }

    private static String reason(HttpStatusCode status) {
        return switch (status.value()) {
            case 400 -> "The request is not valid";
            case 401 -> "No valid API key";
            case 403 -> "Not allowed with this key";
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 406 -> "No such representation";
            case 409 -> "In conflict with the present state";
            case 413 -> "The request is too large";
            case 415 -> "The content type is not supported";
            case 422 -> "The request can't be followed";
            case 429 -> "Too many requests";
            case 503 -> "Not available at present";
            default -> status.is4xxClientError() ? "The request was refused" : "Something broke here";
        };
    }
}
