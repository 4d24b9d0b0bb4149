package dev.turnup.location.address;

/**
 * Something found in a typed text.
 *
 * @param from the first of its words, counted from 0
 * @param to the word after its last
 */
record Mention(String value, int from, int to) {}
