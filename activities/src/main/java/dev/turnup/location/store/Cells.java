package dev.turnup.location.store;

/** The grid of coordinates: cells of a hundredth of a degree, about a kilometre. */
final class Cells {
    private static final double SIZE = 0.01;

    private Cells() {}

    static int row(double latitude) {
        return (int) Math.floor(latitude / SIZE);
    }

    static int column(double longitude) {
        return (int) Math.floor(longitude / SIZE);
    }
}
