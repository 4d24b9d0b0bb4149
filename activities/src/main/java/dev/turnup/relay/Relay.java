package dev.turnup.relay;

/** Carries what intake has answered to Temporal. */
public interface Relay {

    /** To be called after a commit that wrote to the outbox: what is due is delivered by this process at once, beside the caller. */
    void deliverSoon();
}
