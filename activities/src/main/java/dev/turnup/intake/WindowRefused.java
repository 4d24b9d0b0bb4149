package dev.turnup.intake;

import dev.turnup.plan.Problem;
import java.util.List;

/** The window can't be had: what it needs is taken. */
public final class WindowRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    WindowRefused(List<Problem> problems) {
        super(problems.toString());
        this.problems = problems;
    }

    public List<Problem> problems() {
        return problems;
    }
}
