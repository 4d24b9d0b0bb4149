package dev.turnup.plan;

import java.util.List;

/** What intake thinks of an order. */
public sealed interface Verdict {

    /** @param order with the catalogue's defaults filled in, and each item's relations in the catalogue's order */
    record Valid(OrderRequest order) implements Verdict {}

    /** @param problems all of them */
    record Refused(List<Problem> problems) implements Verdict {}
}
