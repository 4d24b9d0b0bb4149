package dev.turnup.plan;

/**
 * What is wrong with a request.
 *
 * @param path of the property in the customer's own JSON, for instance {@code productOrderItem[2].action}; empty where the
 *     request as a whole is meant
 * @param message one sentence that says what would be right; no secret in it
 */
public record Problem(String path, String message) {}
