package dev.turnup.location.store;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;

/** A grid of coordinates. What is hashed of a cell is stored, so it must stay as it is. */
enum Grid {
    /** Cells of an 800th of a degree, about 140 m: what is nearest in a town. */
    FINE(2, 0.00125),

    /** Cells of a 200th of a degree, about half a kilometre. */
    COARSE(1, 0.005);

    private static final HashFunction HASH = Hashing.murmur3_128();

    private final int mark;
    private final double size; // degrees

    Grid(int mark, double size) {
        this.mark = mark;
        this.size = size;
    }

    /** The row of a latitude, or the column of a longitude. */
    int line(double degrees) {
        return (int) Math.floor(degrees / size);
    }

    long key(double latitude, double longitude) {
        return key(line(latitude), line(longitude));
    }

    long key(int row, int column) {
        return HASH.newHasher().putInt(mark).putInt(row).putInt(column).hash().asLong();
    }
}
