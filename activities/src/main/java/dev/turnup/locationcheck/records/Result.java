package dev.turnup.locationcheck.records;

/** What can be said of a site. */
@SuppressWarnings("MemberName") // as customers read them
public enum Result {
    found,
    /** There are candidates, and none may be taken unasked. */
    uncertain,
    notFound,
    /** It is in the list, but nothing can be had there, or not at the wished speed. */
    notServiceable,
    invalid
}
