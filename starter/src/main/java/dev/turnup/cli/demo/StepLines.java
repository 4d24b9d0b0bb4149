package dev.turnup.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.demo.Timeline.Step;
import dev.turnup.cli.terminal.Colour;
import dev.turnup.cli.terminal.Terminal;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One line for each step as it ends, and one for each wait as it begins. */
final class StepLines {
    private static final DateTimeFormatter UNTIL =
            DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private final Terminal terminal;
    private final Set<String> shown = new HashSet<>();

    StepLines(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows what is new. */
    void show(Timeline timeline) {
        timeline.all().stream()
                .sorted(Comparator.comparing(Step::endedAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(this::show);
    }

    private void show(Step step) {
        if (step.endedAt() != null || step.failure() != null) {
            once(step.key(), ended(step));
        } else if (step.pending() != null) {
            once(step.key() + "/wait", columns("…", step, Colour.YELLOW, waiting(step.pending())));
        }
    }

    private void once(String key, String line) {
        if (shown.add(key)) {
            terminal.line(line);
        }
    }

    private String ended(Step step) {
        if (step.failure() != null) {
            return columns(
                    "✗",
                    step,
                    Colour.RED,
                    step.failure().code() + ": " + step.failure().message());
        }
        String detail = "%-24s %12s".formatted(proof(step.receipt()), time(step.took()));
        return columns(step.undoes() ? "↶" : "✓", step, step.undoes() ? Colour.YELLOW : Colour.GREEN, detail);
    }

    private String columns(String mark, Step step, Colour colour, String detail) {
        return "  %s %-2s %-20s %-32s %-10s %s"
                .formatted(
                        terminal.in(colour, mark),
                        text(step.item()),
                        text(step.offering()),
                        (step.undoes() ? "Undo: " : "") + text(step.title() == null ? step.step() : step.title()),
                        text(step.place()),
                        detail);
    }

    private static String waiting(Timeline.Wait wait) {
        String until = wait.until() == null ? "" : " (until " + UNTIL.format(wait.until()) + ")";
        String party = text(wait.party()).toLowerCase(Locale.ROOT).replace('_', ' ');
        return "waits for the " + party.replaceFirst("^the ", "") + ": " + text(wait.action()) + until;
    }

    /** The first id that the other side gave, or whatever the receipt says first. */
    static String proof(@Nullable JsonNode receipt) {
        if (receipt == null || !receipt.isObject()) {
            return "";
        }
        for (var field : receipt.properties()) {
            if (field.getKey().endsWith("Id") && field.getValue().isTextual()) {
                return field.getValue().asText();
            }
        }
        for (JsonNode value : receipt) {
            if (value.isValueNode() && !value.isBoolean() && !value.isNull()) {
                return value.asText();
            }
        }
        return "";
    }

    static String time(Duration took) {
        long millis = Math.max(0, took.toMillis());
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
