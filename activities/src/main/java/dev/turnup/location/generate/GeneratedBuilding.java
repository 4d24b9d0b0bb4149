package dev.turnup.location.generate;

import dev.turnup.location.Access;
import dev.turnup.location.address.ListedAddress;
import java.util.List;
import java.util.function.Function;

/**
 * A row of a generated list.
 *
 * @param number from 1; the id is made of it
 * @param latitude in millionths of a degree
 * @param longitude in millionths of a degree
 * @param access the ways in, best first; never empty
 * @param capacityMbps megabits per second that may be sold in the building
 */
public record GeneratedBuilding(
        long number, ListedAddress address, int latitude, int longitude, List<Access> access, long capacityMbps) {

    /** The names of the columns, without a line end. */
    public static final String HEADER = "id,street,city,region,postal_code,country,latitude,longitude,"
            + "technology,max_speed_mbps,lead_time_days,capacity_mbps";

    private static final int ID_DIGITS = 8;

    public GeneratedBuilding {
        access = List.copyOf(access);
    }

    public String id() {
        StringBuilder id = new StringBuilder();
        appendId(id);
        return id.toString();
    }

    /** Appends the row as RFC 4180 asks, with a line end of {@code \n}. */
    public void appendTo(StringBuilder out) {
        appendId(out);
        appendField(out, address.street());
        appendField(out, address.city());
        appendField(out, address.region());
        appendField(out, address.postalCode());
        appendField(out, address.country());
        appendDegrees(out.append(','), latitude);
        appendDegrees(out.append(','), longitude);
        appendList(out, Access::technology);
        appendList(out, Access::maxSpeedMbps);
        appendList(out, Access::leadTimeDays);
        out.append(',').append(capacityMbps).append('\n');
    }

    GeneratedBuilding withAccess(List<Access> other, long otherCapacityMbps) {
        return new GeneratedBuilding(number, address, latitude, longitude, other, otherCapacityMbps);
    }

    private void appendId(StringBuilder out) {
        out.append("LOC-");
        appendPadded(out, number, ID_DIGITS);
    }

    private void appendList(StringBuilder out, Function<Access, Object> column) {
        char separator = ',';
        for (Access way : access) {
            out.append(separator).append(column.apply(way));
            separator = ';';
        }
    }

    private static void appendDegrees(StringBuilder out, int millionths) {
        int size = Math.abs(millionths);
        out.append(millionths < 0 ? "-" : "").append(size / 1_000_000).append('.');
        appendPadded(out, size % 1_000_000, 6);
    }

    private static void appendPadded(StringBuilder out, long value, int digits) {
        String text = Long.toString(value);
        out.repeat('0', digits - text.length()).append(text);
    }

    private static void appendField(StringBuilder out, String text) {
        out.append(',');
        if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
            out.append(text);
        } else {
            out.append('"').append(text.replace("\"", "\"\"")).append('"');
        }
    }
}
