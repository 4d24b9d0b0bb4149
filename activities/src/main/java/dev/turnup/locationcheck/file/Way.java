package dev.turnup.locationcheck.file;

/** How a row asks for its site. */
@SuppressWarnings("MemberName") // as the database writes them
public enum Way {
    address,
    /** As "latitude longitude" in degrees. */
    coordinates,
    location,
    /** It can't be told. */
    none
}
