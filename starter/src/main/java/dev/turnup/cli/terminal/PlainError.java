package dev.turnup.cli.terminal;

import org.jspecify.annotations.Nullable;

/** Something the user can put right: one plain sentence, and what to do. Shown without a stack trace; the exit code is 1. */
public final class PlainError extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String remedy;

    public PlainError(String sentence, String remedy) {
        this(sentence, remedy, null);
    }

    public PlainError(String sentence, String remedy, @Nullable Throwable cause) {
        super(sentence, cause);
        this.remedy = remedy;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public String remedy() {
        return remedy;
    }
}
