package dev.turnup.bench.locations;

import dev.turnup.api.TmfPaths;
import dev.turnup.bench.Figures;
import dev.turnup.location.generate.Disturbance;
import dev.turnup.location.generate.Disturber;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Exact questions over HTTP: alone, then 500 a second, beside a call that asks no store. */
public final class HttpBench {
    private static final int ALONE = 4_000;
    private static final int STEADY = 10_000;

    private final String api;
    private final String key;
    private final Consumer<String> progress;

    public HttpBench(String api, String key, Consumer<String> progress) {
        this.api = api;
        this.key = key;
        this.progress = progress;
    }

    /** @param size of the list that is live */
    public Map<String, Object> run(long size) {
        List<ListFile.Listed> buildings = ListFile.generated(size, STEADY);
        Disturber disturber = new Disturber(3);
        Map<String, Object> result = new LinkedHashMap<>();
        try (OpenLoop http = new OpenLoop(api, key)) {
            result.put("nothing", measure(http, "nothing", n -> TmfPaths.PRODUCT_OFFERINGS + "/port"));
            result.put(
                    "id",
                    measure(
                            http,
                            "id",
                            n -> "/api/v1/locations/" + buildings.get(n).id()));
            result.put(
                    "address",
                    measure(
                            http,
                            "address",
                            n -> "/api/v1/locations?address="
                                    + encoded(disturber
                                            .type(buildings.get(n).address(), Disturbance.none)
                                            .text())));
        }
        return result;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Map<String, Object> measure(OpenLoop http, String kind, Function<Integer, String> path) {
        List<String> paths = IntStream.range(0, STEADY).mapToObj(path::apply).toList();
        Figures alone = http.idle(paths.subList(0, ALONE));
        Figures steady = http.steady(paths);
        double ratio = Math.round(100 * steady.p99Ms() / alone.p99Ms()) / 100.0;
        progress.accept("%-10s alone p50 %.2f p99 %.2f ms, at 500/s p50 %.2f p99 %.2f ms: %.2f"
                .formatted(kind, alone.p50Ms(), alone.p99Ms(), steady.p50Ms(), steady.p99Ms(), ratio));
        return Map.of("alone", alone, "steady", steady, "p99Ratio", ratio);
    }
}
