package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Turnup's API, called as any customer would. */
public final class Api {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final String url;
    private final String key;

    public Api(String url, String key) {
        this.url = url;
        this.key = key;
    }

    public JsonNode get(String path) {
        return send(request(path).GET().build());
    }

    public JsonNode post(String path, Object body) {
        HttpRequest.BodyPublisher json = HttpRequest.BodyPublishers.ofString(Json.write(body));
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(json)
                .build());
    }

    public void delete(String path) {
        send(request(path).DELETE().build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + key)
                .header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw Refusal.of(request, answer);
            }
            return Json.read(answer.body().isEmpty() ? "null" : answer.body(), JsonNode.class);
        } catch (IOException | IllegalArgumentException e) {
            throw new PlainError(
                    "Turnup's API at " + url + " gave no answer that can be read: " + e + ".",
                    "Start Turnup again; its turnup.log says more.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
