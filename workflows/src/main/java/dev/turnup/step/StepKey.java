package dev.turnup.step;

/**
 * Names one step of one order for ever: retries, twins and workflow resets share it, so whoever knows the key answers
 * what it did the first time. The generation starts at 1 and rises only by a retry with changed input.
 */
public record StepKey(String orderId, String itemId, String step, int generation) {

    /** The client reference that goes with every request to an outside system, and by which it is found again. */
    @Override
    public String toString() {
        return orderId + "/" + itemId + "/" + step + "/" + generation;
    }

    /** The id of the product that the item makes. */
    public String productId() {
        return orderId + "-" + itemId;
    }

    /** Reads what {@link #toString()} wrote; throws IllegalArgumentException on anything else. */
    public static StepKey parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("a step key is order/item/step/generation, not '" + text + "'");
        }
        return new StepKey(parts[0], parts[1], parts[2], Integer.parseInt(parts[3]));
    }
}
