package dev.turnup.protocol;

import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.Capability;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;

/** The same system behind an adapter of another name, and so on a queue of its own. */
record Renamed<D, R>(Adapter<D, R> adapter, String name) implements Adapter<D, R> {

    @Override
    public Capability<D, R> capability() {
        return adapter.capability();
    }

    @Override
    public Answer<R> apply(StepCall<D> call) {
        return adapter.apply(call);
    }

    @Override
    public Answer<Released> release(StepCall<D> call) {
        return adapter.release(call);
    }

    @Override
    public Presence probe(StepCall<D> call) {
        return adapter.probe(call);
    }
}
