package dev.turnup.order;

/**
 * The party that a step waits for has acted.
 *
 * @param step {@code item/step}
 */
public record Wake(String step) {}
