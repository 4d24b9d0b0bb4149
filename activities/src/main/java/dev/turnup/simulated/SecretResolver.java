package dev.turnup.simulated;

/** Gives the secret behind a reference that came with a request. */
public interface SecretResolver {
    /** How a value shows that it is a reference and not the thing itself. */
    String PREFIX = "secret:";

    /**
     * The secret itself: never to be kept, logged or answered.
     *
     * @param reference the whole value, prefix included
     * @throws dev.turnup.step.StepFailure KEY_REFUSED when the tenant has no such secret
     */
    String resolve(String tenant, String reference);

    /** The secret behind a value that is a reference, else the value itself; the same rules hold. */
    default String reveal(String tenant, String value) {
        return value.startsWith(PREFIX) ? resolve(tenant, value) : value;
    }
}
