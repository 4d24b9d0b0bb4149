package dev.turnup.hub.records;

import dev.turnup.journal.HubEvent;
import java.time.Instant;

/**
 * One event of an order's history, as subscribers are told of it.
 *
 * @param seq its place in the order's whole history
 * @param number its place among what is told of the order by the same API, from 1 on
 * @param subject the product or cancel that it is about; what the order's own are about is the order
 * @param content what happened, as JSON
 */
public record ToldEvent(
        String tenant,
        String orderId,
        int seq,
        HubEvent toldAs,
        int number,
        Instant at,
        String subject,
        String content) {

    /** The same however often it is sent. */
    public String id() {
        return orderId + "_" + toldAs.hub() + "_" + number;
    }
}
