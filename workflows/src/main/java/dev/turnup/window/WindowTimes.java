package dev.turnup.window;

import dev.turnup.plan.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The rules for when windows can be. */
public final class WindowTimes {
    /** Capacity isn't planned further ahead, and prices and products of that time aren't known. */
    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

    /** What is needed for longer is ordered as a change, which doesn't hold up other changes of the product. */
    private static final Duration LONGEST = Duration.ofDays(30);

    /** What should have been done so long ago is late: a return takes less. */
    public static final Duration LATE = Duration.ofMinutes(1);

    private WindowTimes() {}

    static void start(Instant start, Instant now, List<Problem> problems) {
        if (start.isBefore(now.plus(WindowCheck.LEAD))) {
            problems.add(new Problem(
                    "start",
                    "must be at least " + WindowCheck.LEAD.toMinutes()
                            + " minutes ahead, since the raise is verified before; it is now " + now));
        } else if (start.isAfter(now.plus(LONGEST_AHEAD))) {
            problems.add(new Problem("start", "must be within " + LONGEST_AHEAD.toDays() + " days; it is now " + now));
        }
    }

    public static void end(Instant start, Instant end, List<Problem> problems) {
        if (!end.isAfter(start)) {
            problems.add(new Problem("end", "must be after the start, which is at " + start));
        } else if (end.isAfter(start.plus(LONGEST))) {
            problems.add(new Problem(
                    "end",
                    "must be within " + LONGEST.toDays()
                            + " days of the start: what is needed for longer is ordered as a change of the product"));
        }
    }
}
