package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.PlainError;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order of the demo: a file that is named, else the checkout's example, else the one packed into the program. */
final class ExampleOrder {
    private static final String NAME = "examples/order.json";

    private ExampleOrder() {}

    /** The example's Azure key is a new one each time: Azure makes one for each circuit, and a second demo is another. */
    static JsonNode read(@Nullable Path named) {
        JsonNode order = parsed(named);
        if (named == null) {
            order.findParents("name").stream()
                    .filter(value -> value.path("name").asText().equals("azureServiceKey"))
                    .forEach(value ->
                            ((ObjectNode) value).put("value", UUID.randomUUID().toString()));
        }
        return order;
    }

    private static JsonNode parsed(@Nullable Path named) {
        Path file = named == null ? inCheckout() : named;
        try {
            return Json.read(
                    named != null || Files.isRegularFile(file) ? Files.readString(file) : packed(), JsonNode.class);
        } catch (IOException e) {
            throw new PlainError("The order " + file + " can't be read.", "Give --order a readable file.", e);
        } catch (IllegalArgumentException e) {
            throw new PlainError("The order " + file + " is no JSON: " + e.getMessage() + ".", "Correct it.", e);
        }
    }

    /** In the nearest folder above the program that has it: the program stands deep in the checkout's build folder. */
    private static Path inCheckout() {
        Path program = Path.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator), 2)[0]);
        return Stream.iterate(program.toAbsolutePath().normalize(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(NAME))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(Path.of(NAME));
    }

    private static String packed() {
        try (InputStream in = ExampleOrder.class.getResourceAsStream("/" + NAME)) {
            return new String(Objects.requireNonNull(in, NAME).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
