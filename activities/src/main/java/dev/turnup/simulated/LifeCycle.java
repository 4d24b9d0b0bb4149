package dev.turnup.simulated;

import dev.turnup.step.Presence;
import java.util.List;

/**
 * The states of one provider's resource in its own words, in the order in which they are passed; a rejected one comes last.
 *
 * @param spendsKey whether a customer's key stays used up after the resource is gone
 */
public record LifeCycle(boolean spendsKey, List<Stage> stages) {
    /** The state of a change that isn't so yet. */
    static final String CHANGING = "changing";

    /** The state of a change that was taken back, or is gone with what it changed. */
    static final String CHANGED_BACK = "changed back";

    /** Who or what a state waits for. */
    public enum Phase {
        /** A person must act. */
        PARTY(Presence.PENDING),
        /** The system works. */
        WORK(Presence.PENDING),
        SERVICE(Presence.PRESENT),
        /** The system takes it down. */
        CLOSING(Presence.PENDING),
        CLOSED(Presence.ABSENT),
        /** The person said no. */
        REJECTED(Presence.ABSENT);

        private final Presence presence;

        Phase(Presence presence) {
            this.presence = presence;
        }

        Presence presence() {
            return presence;
        }

        boolean isEnd() {
            return this == CLOSED || this == REJECTED;
        }
    }

    /** One state. */
    public record Stage(String state, Phase phase) {}

    public LifeCycle {
        stages = List.copyOf(stages);
    }

    public static LifeCycle of(Stage... stages) {
        return new LifeCycle(false, List.of(stages));
    }

    public static Stage stage(String state, Phase phase) {
        return new Stage(state, phase);
    }

    public LifeCycle spendingKeys() {
        return new LifeCycle(true, stages);
    }

    /** Of a change to such a resource: while it holds, the resource is in service as before. */
    LifeCycle ofChanges() {
        return of(
                stage(CHANGING, Phase.WORK),
                stage(firstOf(Phase.SERVICE).state(), Phase.SERVICE),
                stage("changing back", Phase.CLOSING),
                stage(CHANGED_BACK, Phase.CLOSED));
    }

    Stage first() {
        return stages.getFirst();
    }

    Stage named(String state) {
        return stages.stream()
                .filter(stage -> stage.state().equals(state))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no state '" + state + "' in " + stages));
    }

    Stage after(Stage stage) {
        return stages.get(stages.indexOf(stage) + 1);
    }

    Stage rejected() {
        return firstOf(Phase.REJECTED);
    }

    /** Where a release begins. */
    Stage takenDown() {
        return stages.stream()
                .filter(stage -> stage.phase() == Phase.CLOSING || stage.phase() == Phase.CLOSED)
                .findFirst()
                .orElseThrow();
    }

    private Stage firstOf(Phase phase) {
        return stages.stream()
                .filter(stage -> stage.phase() == phase)
                .findFirst()
                .orElseThrow();
    }
}
