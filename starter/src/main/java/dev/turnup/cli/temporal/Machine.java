package dev.turnup.cli.temporal;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the ways to Temporal may use of this machine.
 *
 * @param cache where a fetched CLI is kept for all homes
 * @param downloads Temporal's own download service, or a mirror of it
 */
public record Machine(Map<String, String> environment, Path cache, URI downloads) {
    private static final URI DOWNLOADS = URI.create("https://temporal.download/cli/archive/latest");

    public static Machine of(Map<String, String> environment) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = xdg.isEmpty() ? home.resolve(".cache") : Path.of(xdg);
        return new Machine(environment, caches.resolve("turnup"), DOWNLOADS);
    }

    /** A program on the PATH. */
    Optional<Path> program(String name) {
        return Stream.of(environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder).resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    Path cachedCli() {
        return cache.resolve("temporal");
    }
}
