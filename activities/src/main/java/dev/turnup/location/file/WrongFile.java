package dev.turnup.location.file;

/** A file that can't be imported at all; the message says why, and what to do. */
public final class WrongFile extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongFile(String message) {
        super(message);
    }
}
