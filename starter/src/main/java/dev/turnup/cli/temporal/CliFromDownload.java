package dev.turnup.cli.temporal;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The archive that Temporal offers for download. */
record CliFromDownload() implements CliSource {
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @Override
    public Optional<String> announcement() {
        return Optional.of("Downloading Temporal from temporal.download (first time only) …");
    }

    @Override
    public Optional<Path> find(Machine machine) {
        try (Scratch scratch = Scratch.in(machine.cache())) {
            Path archive = scratch.folder().resolve("temporal.tar.gz");
            Path cli = scratch.folder().resolve("temporal");
            boolean there = fetched(machine.downloads(), archive)
                    && Program.succeeds(LONGEST, unpack(archive, scratch.folder()))
                    && Files.isExecutable(cli)
                    && CliVersion.fits(cli);
            return there ? Optional.of(Scratch.keep(cli, machine.cachedCli())) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean fetched(URI service, Path archive) {
        URI address = URI.create(service + "?platform=" + platform() + "&arch=" + architecture());
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpRequest request = HttpRequest.newBuilder(address).build();
            return client.sendAsync(request, HttpResponse.BodyHandlers.ofFile(archive))
                            .get(LONGEST.toSeconds(), TimeUnit.SECONDS)
                            .statusCode()
                    == 200;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            client.shutdownNow();
        }
    }

    private static List<String> unpack(Path archive, Path folder) {
        return List.of("tar", "-xzf", archive.toString(), "-C", folder.toString());
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    }
}
