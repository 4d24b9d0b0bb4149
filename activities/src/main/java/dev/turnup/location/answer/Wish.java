package dev.turnup.location.answer;

/**
 * What somebody would like to have.
 *
 * @param item its id in the request
 * @param offering the id of one that buildings or data centres can have
 * @param speedMbps megabits per second, one that is sold
 */
public record Wish(String item, String offering, long speedMbps, Where where) {

    /** The place, as it is named. */
    public sealed interface Where {
        /** A site or a building. */
        record Id(String id) implements Where {}

        /** @param text as somebody typed it, up to 500 characters */
        record Address(String text) implements Where {}

        /** Degrees, WGS 84. */
        record Point(double latitude, double longitude) implements Where {}
    }
}
