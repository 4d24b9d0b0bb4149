package dev.turnup.location.store;

/** The list of buildings can't be asked at present. */
public final class LocationsAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LocationsAway(Throwable cause) {
        super("the list of locations can't be asked at present", cause);
    }
}
