package dev.turnup.window;

/** What operators read as the workflow's result. */
public record WindowEnd(String id, WindowState state) {}
