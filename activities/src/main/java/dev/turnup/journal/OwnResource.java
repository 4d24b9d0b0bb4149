package dev.turnup.journal;

import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import org.jdbi.v3.core.Handle;

/**
 * A kind of resource on our own database. {@link OwnAdapter} gives it the transaction in which the journal is written too,
 * so it asks for nothing and remembers nothing: it takes a unit, or gives it back.
 */
public interface OwnResource<D, R> {

    Capability<D, R> capability();

    /** The adapter's name, for instance {@code inventory}. */
    String name();

    /** Takes it for the call's key; throws StepFailure when there is none. */
    R take(Handle tx, StepCall<D> call);

    /** Gives back what the key owns, if anything. */
    default void giveBack(Handle tx, String key) {}

    /** Whether the key owns anything. */
    default boolean isTaken(Handle tx, String key) {
        return false;
    }
}
