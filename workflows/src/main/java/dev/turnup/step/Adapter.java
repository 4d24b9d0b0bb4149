package dev.turnup.step;

/**
 * Handles one capability against one system. Every method may be called again at any time, by a retry, a twin or after a
 * reset: it first asks the system by the step's key, and acts only on what is not yet so. docs/adapters.md shows how to
 * write one.
 *
 * <p>All methods throw {@link StepFailure} when the system refuses or can't be understood.
 */
public interface Adapter<D, R> {

    Capability<D, R> capability();

    /** The second part of the task queue's name, for instance {@code simulated-aws}. */
    String name();

    /** Makes it so. A key that is known answers its first receipt. */
    Answer<R> apply(StepCall<D> call);

    /** Takes it back. What never was, or is gone already, counts as taken back. */
    Answer<Released> release(StepCall<D> call);

    /** Looks, and changes nothing. */
    Presence probe(StepCall<D> call);

    default String taskQueue() {
        return capability().name() + "." + name();
    }
}
