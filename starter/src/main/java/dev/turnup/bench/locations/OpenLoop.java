package dev.turnup.bench.locations;

import dev.turnup.bench.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Requests over HTTP: one after the other, or so many a second whether the earlier ones are answered or not. */
final class OpenLoop implements AutoCloseable {
    private static final int PER_SECOND = 500;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String api;
    private final String key;

    OpenLoop(String api, String key) {
        this.api = api;
        this.key = key;
    }

    Figures idle(List<String> paths) {
        return Asking.of(paths, this::get);
    }

    /** A request's time begins when it is due, not when it is sent. */
    Figures steady(List<String> paths) {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < paths.size(); n++) {
                String path = paths.get(n);
                long due = begun + n * (1_000_000_000L / PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                threads.execute(() -> {
                    get(path);
                    nanos.add(System.nanoTime() - due);
                });
            }
        }
        if (nanos.size() < paths.size()) {
            throw new IllegalStateException((paths.size() - nanos.size()) + " requests failed");
        }
        return Figures.of(nanos, System.nanoTime() - begun);
    }

    private byte[] get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(api + path))
                    .header("Authorization", "Bearer " + key)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
