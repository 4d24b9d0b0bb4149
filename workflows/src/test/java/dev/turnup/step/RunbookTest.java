package dev.turnup.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/operations.md says of each failure code what to do. */
class RunbookTest {

    @Test
    void every_failure_code_has_one_heading_and_every_heading_is_a_failure_code() throws IOException {
        List<String> headings = Files.readString(Path.of("..", "docs", "operations.md"))
                .lines()
                .filter(line -> line.matches("### [A-Z_]+"))
                .map(line -> line.substring("### ".length()))
                .toList();
        assertThat(headings)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FailureCode.values()).map(Enum::name).toList());
    }
}
