package dev.turnup.plan;

/**
 * What is wrong with a request.
 *
 * @param path of the property in the customer's own JSON, for instance {@code productOrderItem[2].action}; empty where the
 *     request as a whole is meant
 * @param message one sentence that says what would be right; no secret in it
 * @param conflict whether the request would be right at another time, for another state of what it is about
 */
public record Problem(String path, String message, boolean conflict) {

    public Problem(String path, String message) {
        this(path, message, false);
    }

    public static Problem conflict(String path, String message) {
        return new Problem(path, message, true);
    }
}
