package dev.turnup.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Spring properties that the command line decides: {@code turnup.roles}, {@code turnup.home}, {@code turnup.database.url},
 * {@code .user} and {@code .password}, {@code turnup.temporal.address}, {@code .namespace} and {@code .ui}, {@code server.port}
 * and {@code server.address}, logging, and {@code turnup.starts-per-second} for measuring. What is absent here is configured as Spring does it.
 */
public record ProductSettings(Map<String, String> properties) {
    public ProductSettings {
        properties = Map.copyOf(properties);
    }

    public static ProductSettings none() {
        return new ProductSettings(Map.of());
    }

    public ProductSettings with(String property, Object value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(property, String.valueOf(value));
        return new ProductSettings(more);
    }

    public ProductSettings with(String property, Optional<?> value) {
        return value.isPresent() ? with(property, value.get()) : this;
    }

    public ProductSettings withAll(Map<String, String> more) {
        ProductSettings settings = this;
        for (Map.Entry<String, String> entry : more.entrySet()) {
            settings = settings.with(entry.getKey(), entry.getValue());
        }
        return settings;
    }
}
