package dev.turnup.location.load;

/** An import that must not go on; the list is as it was. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String remedy;

    ImportRefused(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What to do, a sentence. */
    public String remedy() {
        return remedy;
    }
}
