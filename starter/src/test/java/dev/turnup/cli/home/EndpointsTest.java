package dev.turnup.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
    private static final Endpoints ENDPOINTS =
            new Endpoints("http://127.0.0.1:8080", "127.0.0.1:7233", null, "customer", "operator");

    @TempDir
    Path folder;

    @Test
    void theirUserAloneCanReadThem() throws IOException {
        Home home = Home.open(folder);
        ENDPOINTS.write(home);
        Path file = folder.resolve("endpoints.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Endpoints.read(home)).contains(ENDPOINTS);
    }

    @Test
    void writingLeavesNothingElseAndRemovingNothingAtAll() throws IOException {
        Home home = Home.open(folder);
        ENDPOINTS.write(home);
        ENDPOINTS.write(home);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("endpoints.json"));
        }
        Endpoints.remove(home);
        assertThat(folder).isEmptyDirectory();
        assertThat(Endpoints.read(home)).isEmpty();
    }

    @Test
    void everyFieldIsThereEvenWithoutAUi() {
        assertThat(ENDPOINTS.json().properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactlyInAnyOrder("apiUrl", "temporalAddress", "temporalUi", "customerKey", "operatorKey");
    }

    @Test
    void anInstanceThatNeverBecomesReadyMayBeAnImportWhichNobodyIsToldToStop() {
        Home home = Home.open(folder);
        assertThatThrownBy(() -> Endpoints.await(home, Duration.ofMillis(200)))
                .isInstanceOfSatisfying(PlainError.class, error -> {
                    assertThat(error.sentence()).contains("another Turnup is starting, or imports");
                    assertThat(error.remedy()).startsWith("Wait").doesNotContain("stop");
                });
    }
}
