package dev.turnup.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Calls whose answers are all kept, with their headers; a secret that one hands out is taken out of it. */
final class Calls {
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Written> answers = new ArrayList<>();
    private final URI url;

    Calls(String url) {
        this.url = URI.create(url);
    }

    /** What came back. */
    record Answer(int status, String text) {
        JsonNode json() {
            return Json.read(text, JsonNode.class);
        }

        Answer expect(int wanted) {
            if (status != wanted) {
                throw new AssertionError(status + " instead of " + wanted + ": " + text);
            }
            return this;
        }
    }

    Answer get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    Answer post(String path, Object body, String... headers) {
        return call("POST", path, Json.write(body), headers);
    }

    /** @param headers name, value, name, value … */
    Answer call(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            answers.add(new Written(method + " " + path, answer.headers().map() + "\n" + answer.body()));
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** What the last answer hands out this once. */
    String handedOut(String field, String name, BiConsumer<String, String> note) {
        Written last = answers.removeLast();
        String secret = Json.read(last.text().substring(last.text().indexOf('\n') + 1), JsonNode.class)
                .path(field)
                .asText();
        if (secret.isEmpty()) {
            throw new AssertionError("no " + field + " in " + last);
        }
        answers.add(new Written(last.where(), last.text().replace(secret, "")));
        note.accept(name, secret);
        return secret;
    }

    /** What no HTTP client would send. */
    void raw(String request) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            answers.add(
                    new Written(request, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<Written> answers() {
        return answers.stream();
    }
}
