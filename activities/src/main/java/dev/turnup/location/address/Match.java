package dev.turnup.location.address;

/** @param confidence 0 to 1: how well the candidate explains what was typed */
public record Match<T>(T candidate, double confidence) {}
