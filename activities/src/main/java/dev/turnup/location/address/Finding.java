package dev.turnup.location.address;

/** What is less than perfect in how a candidate explains a typed address. */
enum Finding {
    STREET_MISSPELLED(0.9, false),
    /** "Eastview" for Westview. */
    STREET_MISSPELLED_TWICE(0.82, true),
    STREET_IN_PART(0.5, true),
    /** "Mark" for Market, as the last word: more may follow. */
    STREET_BEGUN(0.8, true),
    STREET_LONGER(0.6, true),
    TYPE_MISSING(0.95, false),
    TYPE_MISSPELLED(0.98, false),
    OTHER_TYPE(0.6, true),
    TYPE_TOO_MANY(0.85, true),
    /** Where there is a north, there is a south, even if the list lacks it. */
    DIRECTION_MISSING(0.95, true),
    DIRECTION_MISSPELLED(0.98, false),
    OTHER_DIRECTION(0.5, true),
    DIRECTION_TOO_MANY(0.85, true),
    POSTAL_CODE_MISSING(0.98, false),
    OTHER_POSTAL_CODE(0.4, true),
    CITY_MISSPELLED(0.92, false),
    /** Also one that is begun. */
    CITY_IN_PART(0.85, false),
    /** Nothing typed that could be a city. */
    CITY_MISSING(0.93, false),
    /** Other words typed, but the postal code agrees: cities have several names. */
    CITY_UNKNOWN(0.9, false),
    OTHER_CITY(0.45, true),
    REGION_MISSING(0.97, false),
    OTHER_REGION(0.5, true),
    /** "5-7 Main St" for 5 Main St. */
    NUMBER_OF_A_RANGE(0.85, true),
    NUMBER_TOO_MANY(0.85, true),
    WORD_LEFT(0.97, false);

    /** The confidence is multiplied by it. */
    final double factor;

    /** Whether the candidate may not be taken unasked. */
    final boolean contradicts;

    Finding(double factor, boolean contradicts) {
        this.factor = factor;
        this.contradicts = contradicts;
    }
}
