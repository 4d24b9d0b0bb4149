package dev.turnup.location.generate;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where buildings share a place name: a ZIP code of the USA, or a town's part of a Canadian forward sortation area.
 *
 * @param code a ZIP code or the first three characters of postal codes
 * @param units the last three characters of the Canadian postal codes, one after the other; empty in the USA
 * @param latitude of the middle, in degrees
 * @param longitude of the middle, in degrees
 */
record Area(String code, String city, String region, String country, double latitude, double longitude, String units) {

    static List<Area> all() {
        return Stream.concat(
                        Table.rows("us.tsv.gz").stream().map(row -> of(row, "US", "")),
                        Table.rows("ca.tsv.gz").stream().map(row -> of(row, "CA", row[5])))
                .toList();
    }

    private static Area of(String[] row, String country, String units) {
        return new Area(row[0], row[1], row[2], country, Double.parseDouble(row[3]), Double.parseDouble(row[4]), units);
    }

    boolean canadian() {
        return !units.isEmpty();
    }

    /** Postal codes, one of which a block of houses has. */
    int blocks() {
        return canadian() ? units.length() / 3 : 1;
    }

    String postalCode(int block) {
        int at = Math.floorMod(block, blocks()) * 3;
        return canadian() ? code + ' ' + units.substring(at, at + 3) : code;
    }
}
