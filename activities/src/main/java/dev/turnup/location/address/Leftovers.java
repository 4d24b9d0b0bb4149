package dev.turnup.location.address;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Judges the typed words that the listed address doesn't explain. */
final class Leftovers {
    private static final Set<String> ARTICLES = Set.of("de", "la", "le", "les", "du", "des", "of", "the", "et", "and");
    private static final int BESIDE = 1;
    private static final int MOST_WORDS = 4;

    private final TypedAddress typed;
    private final SpelledAddress listed;
    private final Free free;
    private final BitSet street;
    private final List<Finding> findings;
    private int names;

    Leftovers(TypedAddress typed, SpelledAddress listed, Free free, BitSet street, List<Finding> findings) {
        this.typed = typed;
        this.listed = listed;
        this.free = free;
        this.street = street;
        this.findings = findings;
    }

    void judge(boolean postalCodeAgrees, boolean cityFound, boolean regionFound) {
        if (!regionFound) {
            judgeRegion();
        }
        for (int at = 0; at < free.size(); at++) {
            if (free.isFree(at) && !typed.units().get(at)) {
                judge(at);
            }
        }
        if (!cityFound) {
            judgeCity(postalCodeAgrees);
        }
        for (int word = 0; word < Math.min(names, MOST_WORDS); word++) {
            findings.add(Finding.WORD_LEFT);
        }
    }

    private void judgeRegion() {
        var other = typed.regions().stream()
                .filter(mention -> !mention.value().equals(listed.region()))
                .filter(free::areFree)
                .filter(mention -> !isWithinStreet(mention.from()))
                .reduce((first, last) -> last);
        other.ifPresent(free::take);
        findings.add(other.isPresent() ? Finding.OTHER_REGION : Finding.REGION_MISSING);
    }

    private void judge(int at) {
        var word = free.word(at);
        if (HouseNumber.isOne(word)) {
            findings.add(Finding.NUMBER_TOO_MANY);
        } else if (Vocabulary.isDirection(word) && isAtStreet(at)) {
            tooMany(Finding.DIRECTION_MISSING, Finding.OTHER_DIRECTION, Finding.DIRECTION_TOO_MANY);
        } else if (Vocabulary.isType(word) && isAtStreet(at)) {
            tooMany(Finding.TYPE_MISSING, Finding.OTHER_TYPE, Finding.TYPE_TOO_MANY);
        } else if (isWithinStreet(at) && !ARTICLES.contains(word)) {
            findings.add(Finding.STREET_LONGER);
        } else {
            names++;
        }
    }

    /** One that is typed for one that is listed is another; else it is one too many. */
    private void tooMany(Finding missing, Finding other, Finding tooMany) {
        findings.add(findings.remove(missing) ? other : tooMany);
    }

    private void judgeCity(boolean postalCodeAgrees) {
        if (names == 0) {
            findings.add(Finding.CITY_MISSING);
        } else {
            findings.add(postalCodeAgrees ? Finding.CITY_UNKNOWN : Finding.OTHER_CITY);
            names = 0;
        }
    }

    private boolean isWithinStreet(int at) {
        return street.nextSetBit(0) < at && at < street.length();
    }

    private boolean isAtStreet(int at) {
        return street.nextSetBit(0) - BESIDE <= at && at < street.length() + BESIDE;
    }
}
