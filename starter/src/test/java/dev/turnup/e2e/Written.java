package dev.turnup.e2e;

/**
 * Something that the product has written.
 *
 * @param where it is, for whoever finds a secret in it
 */
record Written(String where, String text) {}
