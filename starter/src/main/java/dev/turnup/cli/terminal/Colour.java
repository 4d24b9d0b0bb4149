package dev.turnup.cli.terminal;

/** The few colours that mean something. */
public enum Colour {
    GREEN("\u001b[32m"),
    RED("\u001b[31m"),
    YELLOW("\u001b[33m"),
    DIM("\u001b[2m"),
    BOLD("\u001b[1m");

    static final String NONE = "\u001b[0m";

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }
}
