package dev.turnup.bench;

import java.util.List;

/**
 * What one timed run gave.
 *
 * @param perSecond how many came to their end in a second, over the whole run
 * @param p50Ms half of them took at most so many milliseconds
 * @param p99Ms and 99 of 100 at most so many
 */
public record Figures(double perSecond, double p50Ms, double p99Ms) {

    public static Figures of(List<Long> nanos, long wholeNanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return new Figures(round(sorted.size() / (wholeNanos / 1e9)), millis(sorted, 0.50), millis(sorted, 0.99));
    }

    private static double millis(List<Long> sorted, double share) {
        int rank = Math.min(sorted.size() - 1, (int) (sorted.size() * share));
        return round(sorted.get(rank) / 1e6);
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
