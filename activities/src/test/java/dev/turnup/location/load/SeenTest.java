package dev.turnup.location.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.location.load.Seen.Novelty;
import org.junit.jupiter.api.Test;

/** Two lists that are too much for the memory are refused before it is full. */
class SeenTest {
    private static final long MEMORY = 2L << 20;
    private static final int MOST = 1024 * 64 * 2 / 3;

    @Test
    void aLiveListThatDoesNotFitIsRefusedBeforeAnythingIsRead() {
        assertThat(new Seen(MEMORY, MOST).gone()).isZero();
        assertThatThrownBy(() -> new Seen(MEMORY, MOST + 1)).isInstanceOfSatisfying(ImportRefused.class, refused -> {
            assertThat(refused.sentence())
                    .isEqualTo("This process has 2 MB of memory, in which the live list and the new one may have"
                            + " 43,690 buildings together.");
            assertThat(refused.remedy()).contains("TURNUP_JAVA_OPTS=-Xmx8m");
        });
    }

    @Test
    void aFileMayNameWhatIsLiveButNotAddMoreThanFits() {
        Seen seen = new Seen(MEMORY, 10);
        for (long id = 1; id <= 10; id++) {
            seen.live(id, 0);
        }
        for (long id = 1; id <= MOST; id++) {
            seen.file(id, 0);
        }
        assertThat(seen.file(1, 0)).isEqualTo(Novelty.TWICE);
        assertThatThrownBy(() -> seen.file(MOST + 1, 0)).isInstanceOf(ImportRefused.class);
        assertThat(seen.isInFile(MOST + 1)).isFalse();
    }
}
