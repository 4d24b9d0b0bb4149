package dev.turnup.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Somebody with an API key. */
record Client(String url, String key) {
    static final String ORDERS = "/tmf-api/productOrderingManagement/v5/productOrder";
    private static final String CANCELS = "/tmf-api/productOrderingManagement/v5/cancelProductOrder";
    private static final String WINDOWS = "/api/v1/windows";
    private static final String CHECKS = "/api/v1/location-checks";
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** What came back. */
    record Reply(int status, JsonNode json) {
        JsonNode expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError(status + " instead of " + wanted + ": " + json);
            }
            return json;
        }
    }

    /** The id of a new order. */
    String place(Object order) {
        return post(ORDERS, order).expect(201).path("id").asText();
    }

    JsonNode order(String id) {
        return get(ORDERS + "/" + id).expect(200);
    }

    String state(String id) {
        return order(id).path("state").asText();
    }

    JsonNode window(String id) {
        return get(WINDOWS + "/" + id).expect(200);
    }

    /** The id of a new window. */
    String book(Object window) {
        return post(WINDOWS, window).expect(201).path("id").asText();
    }

    void cancelWindow(String id, String reason) {
        post(WINDOWS + "/" + id + "/cancel", Map.of("reason", reason)).expect(202);
    }

    /** The id of a new check of these sites. */
    String check(String csv) {
        return send(request(CHECKS).header("Content-Type", "text/csv").POST(HttpRequest.BodyPublishers.ofString(csv)))
                .expect(201)
                .path("id")
                .asText();
    }

    JsonNode seenCheck(String id) {
        return get(CHECKS + "/" + id).expect(200);
    }

    /** The lines of a check's answers. */
    List<String> answers(String id) {
        return text(request(CHECKS + "/" + id + "/result").GET()).body().lines().toList();
    }

    JsonNode timeline(String id) {
        return get("/api/v1/orders/" + id + "/timeline").expect(200);
    }

    void cancel(String id, String reason) {
        post(CANCELS, Map.of("productOrder", Map.of("id", id), "cancellationReason", reason))
                .expect(201);
    }

    Reply get(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + key);
    }

    private static Reply send(HttpRequest.Builder request) {
        HttpResponse<String> answer = text(request);
        return new Reply(answer.statusCode(), Json.read(answer.body(), JsonNode.class));
    }

    private static HttpResponse<String> text(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
