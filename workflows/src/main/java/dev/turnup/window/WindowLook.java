package dev.turnup.window;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a window stands after everything that was due has been done.
 *
 * @param next when something will be due; null where only a signal brings it on
 * @param waitsFor what that is, for operators
 */
public record WindowLook(WindowState state, @Nullable Instant next, String waitsFor) {}
