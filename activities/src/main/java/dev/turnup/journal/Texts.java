package dev.turnup.journal;

/** Sentences that come from outside, made fit for their columns: one that isn't would keep its order from ever being written. */
final class Texts {
    private static final int LONGEST = 2_000;

    private Texts() {}

    static String cut(String text) {
        return cut(text, LONGEST);
    }

    static String cut(String text, int longest) {
        String clean = text.replace('\u0000', ' ');
        return clean.length() <= longest ? clean : clean.substring(0, longest - 1) + "…";
    }
}
