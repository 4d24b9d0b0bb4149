package dev.turnup.location.load;

/** An import that must not go on; the list is as it was. */
public final class ImportRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String remedy;

    ImportRefused(String sentence, String remedy) {
        super(sentence);
        this.sentence = sentence;
        this.remedy = remedy;
    }

    /** Why, a sentence. */
    public String sentence() {
        return sentence;
    }

    /** What to do, a sentence. */
    public String remedy() {
        return remedy;
    }
}
