package dev.turnup.location.generate;

/** What makes a typed address differ from the listed one. */
public enum Disturbance {
    /** Only what is everyone's own: commas, the country, four more digits behind a ZIP code. */
    none,
    /** All upper case, all lower case, or any. */
    lettercase,
    /** Left out, or decomposed (Unicode NFD). */
    accents,
    /** A word of the street or of the city is abbreviated or spelled out, other than in the list: "St.", "Boul". */
    abbreviation,
    /** A suite, flat or floor: "Ste. 12B", in Canada "5-123 Main St", too. */
    suite,
    missingPostalCode,
    /** "Springfield IL 62701, 123 Main St"; in Canada "Main St 123", too. */
    order,
    /** One letter of the street's or the city's name is wrong, missing or too many, or two are swapped. */
    typo
}
