package dev.turnup.location.generate;

/**
 * An address as someone typed it.
 *
 * @param text one line
 * @param kind what was done to it: {@link Disturbance#none} where the wanted kind finds nothing to do in the address
 */
public record Typed(String text, Disturbance kind) {}
