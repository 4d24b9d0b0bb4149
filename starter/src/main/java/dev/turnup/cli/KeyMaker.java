package dev.turnup.cli;

/** Makes API keys. */
@FunctionalInterface
public interface KeyMaker {

    /**
     * The new key in clear, which is shown this once.
     *
     * @param tenant made where it isn't there
     * @param role {@code customer} or {@code operator}
     * @param name what the key is for
     */
    String create(String tenant, String role, String name);
}
