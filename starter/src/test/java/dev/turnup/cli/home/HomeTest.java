package dev.turnup.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.cli.terminal.PlainError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path folder;

    @Test
    void aHomeIsItsUsersAlone() throws IOException {
        Home home = Home.of(Map.of("TURNUP_HOME", folder.resolve("a/home").toString()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.folder())))
                .isEqualTo("rwx------");
    }

    @Test
    void aHomeThatCannotBeMadeIsAPlainError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> Home.open(file.resolve("home")))
                .isInstanceOf(PlainError.class)
                .hasMessageContaining("can't write to its home");
        assertThatThrownBy(() -> Home.open(file)).isInstanceOf(PlainError.class);
    }

    @Test
    void aFullDiskIsAPlainError() {
        assertThatThrownBy(() -> Home.open(folder).requireSpace(Long.MAX_VALUE))
                .isInstanceOf(PlainError.class)
                .hasMessageContaining("is full");
        assertThatCode(() -> Home.open(folder).requireSpace(1)).doesNotThrowAnyException();
    }

    @Test
    void oneInstanceIsLiveOnAHome() {
        Home home = Home.open(folder);
        HomeLock first = HomeLock.take(home).orElseThrow();
        assertThat(HomeLock.take(home)).isEmpty();
        first.close();
        try (HomeLock second = HomeLock.take(home).orElseThrow()) {
            assertThat(HomeLock.take(home)).isEmpty();
        }
    }

    @Test
    void keysAreMadeOnceAndKept() {
        Home home = Home.open(folder);
        Keys made = Keys.of(home, () -> new Keys("customer", "operator"));
        assertThat(Keys.of(home, () -> new Keys("other", "other"))).isEqualTo(made);
    }
}
