package dev.turnup.journal;

import java.time.Duration;
import java.time.Instant;

/** How often a third party's system is looked at: the longer a step has waited, the more seldom. */
public final class Polling {
    /** Quick enough that a customer who accepts at once sees it happen. */
    public static final Duration SHORTEST = Duration.ofMillis(250);

    /** Field work of weeks is seen to be done within minutes. */
    static final Duration LONGEST = Duration.ofMinutes(5);

    private static final int SHARE = 10;

    private Polling() {}

    /** A tenth of the time waited so far, within the bounds. */
    public static Instant next(Instant since, Instant now) {
        Duration pause = Duration.between(since, now).dividedBy(SHARE);
        if (pause.compareTo(SHORTEST) < 0) {
            return now.plus(SHORTEST);
        }
        return now.plus(pause.compareTo(LONGEST) > 0 ? LONGEST : pause);
    }
}
