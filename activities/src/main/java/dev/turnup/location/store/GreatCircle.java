package dev.turnup.location.store;

/** Distances on the globe, as the crow flies. */
public final class GreatCircle {
    private static final double EARTH_KM = 6_371.0088; // IUGG: mean radius
    static final double KM_PER_DEGREE = Math.PI * EARTH_KM / 180;

    private GreatCircle() {}

    /** Between two points in degrees, WGS 84. */
    public static double kilometres(double latitude, double longitude, double otherLatitude, double otherLongitude) {
        double up = Math.sin(Math.toRadians(otherLatitude - latitude) / 2);
        double aside = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        double both =
                up * up + aside * aside * Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(otherLatitude));
        return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(both)));
    }
}
