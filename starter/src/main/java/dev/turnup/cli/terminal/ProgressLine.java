package dev.turnup.cli.terminal;

import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far something long has come: a bar with rate and time left on a terminal, else a line for each tenth. */
public final class ProgressLine implements AutoCloseable {
    private final Terminal terminal;
    private String phase = "";
    private int tenth;
    private @Nullable ProgressBar bar;

    public ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * @param phase what is being done, a word; each has a bar of its own
     * @param done of {@code total}
     * @param rows how many so far, 0 where none are counted
     */
    public void at(String phase, long done, long total, long rows) {
        if (!phase.equals(this.phase)) {
            close();
            begin(phase, total);
        }
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(rows == 0 ? "" : " %,d rows".formatted(rows));
            return;
        }
        int now = total == 0 ? 0 : (int) (10 * done / total);
        if (now > tenth) {
            tenth = now;
            terminal.line("%s %d %%%s".formatted(phase, now * 10, rows == 0 ? "" : ", %,d rows".formatted(rows)));
        }
    }

    private void begin(String next, long total) {
        phase = next;
        tenth = 0;
        if (total == 1) {
            terminal.line(next + " …"); // nobody knows how far that is
        } else if (terminal.isWatched()) {
            bar = new ProgressBarBuilder()
                    .setTaskName(next)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis((int) Duration.ofMillis(500).toMillis())
                    .showSpeed()
                    .build();
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
