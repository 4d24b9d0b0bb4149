package dev.turnup.location.load;

import org.jspecify.annotations.Nullable;

/** An import that can't go on; the list is as it was. */
public sealed class ImportRefused extends RuntimeException permits ImportRunning {
    private static final long serialVersionUID = 1;

    private final String sentence;
    private final String remedy;

    ImportRefused(String sentence, String remedy) {
        this(sentence, remedy, null);
    }

    ImportRefused(String sentence, String remedy, @Nullable Throwable cause) {
        super(sentence, cause);
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
