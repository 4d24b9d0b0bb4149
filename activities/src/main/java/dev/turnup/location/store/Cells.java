package dev.turnup.location.store;

/** The grid of coordinates: cells of a 200th of a degree, about half a kilometre. */
final class Cells {
    private static final double SIZE = 0.005;

    private Cells() {}

    static int row(double latitude) {
        return (int) Math.floor(latitude / SIZE);
    }

    static int column(double longitude) {
        return (int) Math.floor(longitude / SIZE);
    }
}
