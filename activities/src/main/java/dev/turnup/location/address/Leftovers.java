package dev.turnup.location.address;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** Judges the typed words that the listed address doesn't explain. */
final class Leftovers {
    private static final Set<String> ARTICLES = Set.of("de", "la", "le", "les", "du", "des", "of", "the", "et", "and");
    private static final int UNIT_WITHIN = 2;
    private static final int MOST_WORDS = 4;

    private final TypedAddress typed;
    private final SpelledAddress listed;
    private final Mention number;
    private final Free free;
    private final BitSet street;
    private final List<Finding> findings;
    private int names;

    Leftovers(
            TypedAddress typed,
            SpelledAddress listed,
            Mention number,
            Free free,
            BitSet street,
            List<Finding> findings) {
        this.typed = typed;
        this.listed = listed;
        this.number = number;
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
            findings.add(isAfterStreet(at) ? Finding.WORD_LEFT : Finding.NUMBER_TOO_MANY);
        } else if (Vocabulary.isDirection(word) && isAtStreet(at)) {
            tooMany(Finding.DIRECTION_MISSING, Finding.OTHER_DIRECTION, Finding.DIRECTION_TOO_MANY);
        } else if (Vocabulary.isType(word) && isAtStreet(at)) {
            tooMany(Finding.TYPE_MISSING, Finding.OTHER_TYPE, Finding.TYPE_TOO_MANY);
        } else if ((isWithinStreet(at) || goesOn(at)) && !ARTICLES.contains(word)) {
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
        return isWithinStreet(at) || at == street.length() || (!startsWithNumber() && at + 1 == street.nextSetBit(0));
    }

    /** "Cottage Grove" for Cottage Ln: only after its type has a name come to its end. */
    private boolean goesOn(int at) {
        return at == street.length()
                && street.stream().noneMatch(place -> Vocabulary.isType(free.word(place)))
                && findings.contains(Finding.TYPE_MISSING);
    }

    /** "300 S Wacker Dr 1600" is a suite without its word. */
    private boolean isAfterStreet(int at) {
        return startsWithNumber() && at >= street.length() && at < street.length() + UNIT_WITHIN;
    }

    private boolean startsWithNumber() {
        return street.nextSetBit(0) == number.from();
    }
}
