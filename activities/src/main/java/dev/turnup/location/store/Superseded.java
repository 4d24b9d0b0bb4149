package dev.turnup.location.store;

/** Another generation is live: the question has to be asked there, from its beginning. */
final class Superseded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int by;

    Superseded(Generation by) {
        super("generation " + by.number() + " is live", null, false, false);
        this.by = by.number();
    }

    Generation by() {
        return new Generation(by);
    }
}
