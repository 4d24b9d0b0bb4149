package dev.turnup.step;

import java.time.Instant;

/**
 * What an adapter answers when nothing went wrong.
 *
 * @param <R> the capability's receipt
 */
public sealed interface Answer<R> {

    /** It is so, and the receipt proves it. */
    record Done<R>(R receipt) implements Answer<R> {}

    /** It will be so when the party has acted; the same call is made again then. */
    record Waiting<R>(Wait pending) implements Answer<R> {}

    static <R> Answer<R> done(R receipt) {
        return new Done<>(receipt);
    }

    static <R> Answer<R> waiting(Party party, String action, Instant until) {
        return new Waiting<>(new Wait(party, action, until));
    }
}
