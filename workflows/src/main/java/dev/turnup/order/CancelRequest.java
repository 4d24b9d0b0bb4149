package dev.turnup.order;

/**
 * Somebody wants an order cancelled.
 *
 * @param id of the cancelProductOrder task, empty where the request came from Temporal itself
 * @param actor who asks; from the Temporal UI it is as claimed
 * @param byCustomer whether a soft point of no return is charged
 */
public record CancelRequest(String id, String actor, String reason, boolean byCustomer) {}
