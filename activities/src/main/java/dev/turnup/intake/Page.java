package dev.turnup.intake;

/** Which part of a list is wanted. */
public record Page(int offset, int limit) {}
