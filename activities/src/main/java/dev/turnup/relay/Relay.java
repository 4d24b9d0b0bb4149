package dev.turnup.relay;

/** Tells Temporal what the outbox holds. */
public interface Relay {

    /** There is a new row. Returns at once and never throws: what can't be delivered now is delivered later. */
    void deliverSoon();
}
