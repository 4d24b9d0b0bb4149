package dev.turnup.step;

/**
 * A kind of resource, or of question, that adapters handle; its name is the first part of the activity types
 * ({@code route.apply}) and of the task queues ({@code route.simulated-aws}).
 *
 * @param <D> what is desired
 * @param <R> what proves that it is so
 */
public record Capability<D, R>(String name, Class<D> desired, Class<R> receipt) {}
