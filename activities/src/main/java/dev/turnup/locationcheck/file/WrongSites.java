package dev.turnup.locationcheck.file;

/** A file whose rows can't be told apart; the message says why, where, and what to do. */
public final class WrongSites extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongSites(String message) {
        super(message, null, false, false);
    }

    WrongSites(long line, String message) {
        this("line " + line + ": " + message);
    }
}
