package dev.turnup.order;

import dev.turnup.step.StepKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is left of an order that was taken back: nothing, proven by a probe of every resource, or what and where. */
public record CompensationReport(List<Line> lines) {

    /**
     * @param system the adapter that was asked
     * @param gone whether a probe saw that nothing is there
     * @param remark for residue, who accepted it and why
     */
    public record Line(StepKey key, String system, boolean gone, String remark) {}

    /** Who accepted what is left, and why. */
    public static String remark(String actor, String reason) {
        return actor + ": " + reason;
    }

    /** This and another; what the other says of a step is newer. */
    public CompensationReport with(CompensationReport other) {
        Map<StepKey, Line> all = new LinkedHashMap<>();
        Stream.concat(lines.stream(), other.lines.stream()).forEach(line -> all.put(line.key(), line));
        return new CompensationReport(List.copyOf(all.values()));
    }

    /** {@code VERIFIED} or {@code RESIDUE}. */
    public String verdict() {
        return lines.stream().allMatch(Line::gone) ? "VERIFIED" : "RESIDUE";
    }
}
