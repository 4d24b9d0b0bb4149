package dev.turnup.location.load;

/** Somebody else imports. */
public final class ImportRunning extends ImportRefused {
    private static final long serialVersionUID = 1;

    ImportRunning() {
        super("Another import is running.", "Wait for its end, or end it, and start this one again.");
    }
}
