package dev.turnup.cli.home;

import dev.turnup.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.Supplier;

/** The two API keys of an embedded Turnup, kept in {@code keys.json} for its user alone. */
public record Keys(String customerKey, String operatorKey) {

    /** Those of the home, made on its first start. */
    public static Keys of(Home home, Supplier<Keys> made) {
        try {
            if (Files.exists(home.keysFile())) {
                return Json.read(Files.readString(home.keysFile()), Keys.class);
            }
            Keys keys = made.get();
            PrivateFile.write(home.keysFile(), Json.write(keys) + "\n");
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
