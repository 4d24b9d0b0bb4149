package dev.turnup.window;

/** The workflow's whole input; everything else is read from the database. The id is the workflow's, too. */
public record WindowStart(String id, String tenant) {}
