package dev.turnup.window;

import dev.turnup.capacity.Capacity.Pool;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** A window that can be booked if the capacity is there. */
public record WindowRequest(Instant start, Instant end, List<Raise> raises) {

    /** When the raise begins: early enough to be verified at the start. */
    public Instant raiseAt() {
        return start.minus(WindowCheck.LEAD);
    }

    /**
     * @param path in the customer's JSON
     * @param usualMbps megabits per second before and after
     * @param pools where the bandwidth has to be free
     */
    public record Raise(
            String path,
            String productId,
            long usualMbps,
            long speedMbps,
            BigDecimal usualPerHour,
            BigDecimal perHour,
            List<Pool> pools) {}
}
