package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One attempt to explain typed words by a listed address: each part takes the words that are its own, then what is left is judged. */
final class Reading {
    private static final double ENOUGH = 0.4;

    private final TypedAddress typed;
    private final SpelledAddress listed;
    private final Mention number;
    private final Free free;
    private final List<Finding> findings = new ArrayList<>();
    private final BitSet street = new BitSet();
    private boolean postalCodeAgrees;
    private boolean cityFound;
    private boolean regionFound;

    Reading(TypedAddress typed, SpelledAddress listed, Mention number) {
        this.typed = typed;
        this.listed = listed;
        this.number = number;
        this.free = new Free(typed.words(), typed.inFull());
    }

    Explanation read(List<Part> order) {
        readNumber();
        readPostalCode();
        for (var part : order) {
            switch (part) {
                case CITY -> readCity();
                case REGION -> readRegion();
                case STREET -> {
                    if (!readStreet()) {
                        return Explanation.none();
                    }
                }
            }
        }
        new Leftovers(typed, listed, number, free, street, findings).judge(postalCodeAgrees, cityFound, regionFound);
        return Explanation.of(findings);
    }

    private void readNumber() {
        free.take(number);
        street.set(number.from(), number.to());
        if (typed.words().get(number.from()).startsWith(number.value() + "-")) {
            findings.add(Finding.NUMBER_OF_A_RANGE);
        }
    }

    private void readPostalCode() {
        takeBegunPostalCode();
        boolean any = false;
        for (var code : typed.postalCodes()) {
            if (free.areFree(code)) {
                any = true;
                postalCodeAgrees |= code.value().equals(listed.postalCode());
                free.take(code);
            }
        }
        if (!postalCodeAgrees) {
            findings.add(any ? Finding.OTHER_POSTAL_CODE : Finding.POSTAL_CODE_MISSING);
            takeForwardSortationArea();
        }
    }

    /** The last word, while the code is typed. */
    private void takeBegunPostalCode() {
        int last = free.size() - 1;
        if (last >= 0 && free.isFree(last) && isBegunPostalCode(free.word(last))) {
            free.take(last);
        }
    }

    private boolean isBegunPostalCode(String word) {
        return HouseNumber.hasDigit(word)
                && word.length() > 1
                && word.length() < listed.postalCode().length()
                && listed.postalCode().startsWith(word);
    }

    /** The first half of a Canadian code, typed alone. */
    private void takeForwardSortationArea() {
        int at = listed.canadian() ? free.nearest(free.size(), listed.postalCode()::startsWith) : -1;
        if (at >= 0 && free.word(at).length() == 3) {
            free.take(at);
        }
    }

    private void readCity() {
        var phrase = Phrase.exact(listed.city(), free, false, free.size());
        if (phrase == null) {
            phrase = noting(Finding.CITY_MISSPELLED, misspelled(listed.city(), false, free.size()));
        }
        if (phrase == null) {
            phrase = noting(Finding.CITY_IN_PART, Phrase.begun(listed.city(), free));
        }
        if (phrase == null) {
            phrase = noting(Finding.CITY_IN_PART, inPart(listed.city(), free.size()));
        }
        if (phrase != null) {
            cityFound = true;
            free.take(phrase.places());
        }
    }

    private @Nullable Phrase noting(Finding finding, @Nullable Phrase phrase) {
        if (phrase != null) {
            findings.add(finding);
        }
        return phrase;
    }

    private void readRegion() {
        for (var mention : typed.regions().reversed()) {
            if (!regionFound && mention.value().equals(listed.region()) && free.areFree(mention)) {
                regionFound = true;
                free.take(mention);
            }
        }
    }

    /** Whether the street is among the typed words, be it in part. */
    boolean knowsStreet() {
        readNumber();
        return readStreet();
    }

    private boolean readStreet() {
        boolean skipsBeside = listed.core().stream().noneMatch(Vocabulary::isBeside);
        var phrase = Phrase.exact(listed.core(), free, skipsBeside, number.to());
        if (phrase != null) {
            return takeStreet(phrase, listed.besides());
        }
        phrase = misspelled(listed.core(), skipsBeside, number.to());
        if (phrase != null) {
            findings.add(phrase.edits() > 1 ? Finding.STREET_MISSPELLED_TWICE : Finding.STREET_MISSPELLED);
            return takeStreet(phrase, listed.besides());
        }
        phrase = noting(Finding.STREET_MISSPELLED, withoutBlanks(listed.street()));
        if (phrase != null) {
            return takeStreet(phrase, List.of());
        }
        phrase = noting(Finding.STREET_BEGUN, Phrase.begun(listed.core(), free));
        if (phrase != null) {
            return takeStreet(phrase, listed.besides());
        }
        phrase = noting(Finding.STREET_IN_PART, inPart(listed.core(), number.to()));
        return phrase != null && takeStreet(phrase, listed.besides());
    }

    private boolean takeStreet(Phrase phrase, List<String> besides) {
        free.take(phrase.places());
        street.or(phrase.places());
        besides.forEach(this::readBeside);
        return true;
    }

    /** "MainSt" and "MainStreet" for Main St. */
    private @Nullable Phrase withoutBlanks(List<String> words) {
        var phrase = Phrase.exact(words, free, false, number.to());
        return phrase == null ? Phrase.exactInFull(words, free, number.to()) : phrase;
    }

    /** A type or direction, the one nearest to the street's name. */
    private void readBeside(String word) {
        int name = street.length() - 1;
        int at = free.nearest(name, typed -> isSame(typed, word));
        if (at < 0) {
            at = free.nearest(name, typed -> isNearly(typed, word));
            if (at >= 0) {
                findings.add(Vocabulary.isType(word) ? Finding.TYPE_MISSPELLED : Finding.DIRECTION_MISSPELLED);
            }
        }
        if (at < 0) {
            findings.add(Vocabulary.isType(word) ? Finding.TYPE_MISSING : Finding.DIRECTION_MISSING);
        } else {
            free.take(at);
            street.set(at);
        }
    }

    private boolean isSame(String typed, String word) {
        return typed.equals(word)
                || (listed.canadian() && French.inEnglish(typed).equals(French.inEnglish(word)));
    }

    private static boolean isNearly(String typed, String word) {
        return !HouseNumber.hasDigit(typed)
                && !Vocabulary.isBeside(typed)
                && Vocabulary.spellings(word).stream()
                        .anyMatch(spelling -> Typo.edits(typed, spelling, Phrase.mostEdits(spelling.length()))
                                <= Phrase.mostEdits(spelling.length()));
    }

    private @Nullable Phrase misspelled(List<String> words, boolean skipsBeside, int near) {
        var phrase = Phrase.near(words, free, skipsBeside, near);
        if (phrase != null) {
            return phrase;
        }
        var places = places(words, near);
        return places.cardinality() == words.size() ? new Phrase(places, 1) : null;
    }

    /** Some of the words, with two of five letters at least. */
    private @Nullable Phrase inPart(List<String> words, int near) {
        var places = places(words, near);
        int found = places.stream().map(at -> free.inFull(at).length()).sum();
        return found >= ENOUGH * Vocabulary.inFull(words).length() ? new Phrase(places, 0) : null;
    }

    /** Where each word is, exactly or nearly, in any order. */
    private BitSet places(List<String> words, int near) {
        var places = new BitSet();
        for (var word : words) {
            int at = free.nearest(near, typed -> typed.equals(word));
            at = at >= 0 && !places.get(at) ? at : free.nearest(near, typed -> isNearly(typed, word));
            if (at >= 0) {
                places.set(at);
            }
        }
        return places;
    }
}
