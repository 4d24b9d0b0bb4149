package dev.turnup.cli.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real process, which stands where a killed Turnup's server would. */
class LeftOverTest {
    @TempDir
    Path folder;

    private Path database;
    private Process process;
    private LeftOver leftOver;

    @BeforeEach
    void aServerIsLeftOver() throws IOException {
        database = folder.resolve("temporal.db");
        process = new ProcessBuilder("sh", "-c", "sleep 60; true", "sh", database.toString()).start();
        leftOver = new LeftOver(folder, database);
        leftOver.write(process.toHandle());
    }

    @AfterEach
    void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Test
    void itIsRecognisedAndEnded() throws InterruptedException {
        assertThat(new LeftOver(folder, database).find()).contains(process.toHandle());
        new LeftOver(folder, database).end();
        assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("temporal.pid")).doesNotExist();
    }

    @Test
    void aProcessThatGotTheSameNumberLaterIsLeftAlone() throws IOException {
        Path file = folder.resolve("temporal.pid");
        LeftOver.Remembered written = Json.read(Files.readString(file), LeftOver.Remembered.class);
        Files.writeString(
                file,
                Json.write(new LeftOver.Remembered(
                        written.pid(), written.startedAt().minusSeconds(60))));
        leftOver.end();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aProcessOnAnotherDatabaseIsLeftAlone() {
        new LeftOver(folder, folder.resolve("other.db")).end();
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aHalfWrittenFileIsNoProcess() throws IOException {
        Files.writeString(folder.resolve("temporal.pid"), "{\"pid\":");
        assertThat(leftOver.find()).isEmpty();
    }
}
