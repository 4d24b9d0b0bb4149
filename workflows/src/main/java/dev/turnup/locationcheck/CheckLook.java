package dev.turnup.locationcheck;

/**
 * How a check stands.
 *
 * @param answered how many of its rows have their answer
 */
public record CheckLook(CheckState state, int answered, int rows) {}
