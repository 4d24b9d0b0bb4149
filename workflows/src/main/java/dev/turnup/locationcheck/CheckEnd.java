package dev.turnup.locationcheck;

/** What operators read as the workflow's result. */
public record CheckEnd(String id, CheckState state, int answered, int rows) {}
