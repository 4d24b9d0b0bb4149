package dev.turnup.locationcheck.file;

import org.jspecify.annotations.Nullable;

/**
 * One row of what a customer asks.
 *
 * @param n from 1
 * @param line of the file, from 1, the header's
 * @param name the customer's for the site; null where there is none
 * @param asked what the row says of the place, at most 500 characters
 * @param speed the wished one in megabits per second; null where any will do
 * @param problem why the row can't be answered; null where it can
 */
public record Site(
        int n,
        int line,
        @Nullable String name,
        Way way,
        String asked,
        @Nullable Long speed,
        @Nullable String problem) {}
