package dev.turnup.location.store;

import dev.turnup.location.Location;
import java.util.HashSet;
import java.util.Set;

/**
 * What lies around a point.
 *
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param kilometres the radius, up to {@link #WIDEST_KM}
 */
public record Circle(double latitude, double longitude, double kilometres) {
    public static final double WIDEST_KM = 25;

    /** Where looking for the nearest begins: it touches a few cells of the fine grid. */
    static final double FIRST_KM = 0.125;

    /** Degrees; nobody lives beyond. */
    public static final double NORTHERNMOST = 85;

    public Circle {
        if (!(Math.abs(latitude) <= NORTHERNMOST
                && Math.abs(longitude) <= 180
                && kilometres > 0
                && kilometres <= WIDEST_KM)) {
            throw new IllegalArgumentException(
                    "a circle needs a latitude from -85 to 85, a longitude from -180 to 180 and a radius" + " of up to "
                            + WIDEST_KM + " km");
        }
    }

    /** The same, no wider than that. */
    Circle within(double most) {
        return new Circle(latitude, longitude, Math.min(kilometres, most));
    }

    /** The keys of all cells that the circle touches. */
    Set<Long> cells(Grid grid) {
        double up = kilometres / GreatCircle.KM_PER_DEGREE;
        double aside = up / Math.cos(Math.toRadians(latitude));
        Set<Long> cells = new HashSet<>();
        for (int row = grid.line(latitude - up); row <= grid.line(latitude + up); row++) {
            for (int column = grid.line(longitude - aside); column <= grid.line(longitude + aside); column++) {
                cells.add(grid.key(row, column));
            }
        }
        return cells;
    }

    double kilometresTo(Location location) {
        return GreatCircle.kilometres(latitude, longitude, location.latitude(), location.longitude());
    }
}
