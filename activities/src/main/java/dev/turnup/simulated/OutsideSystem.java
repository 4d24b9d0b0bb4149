package dev.turnup.simulated;

import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.LifeCycle.Stage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One simulated system.
 *
 * @param name the adapter's task queue
 * @param life of what is made there
 */
record OutsideSystem(String name, LifeCycle life, Conduct conduct) {

    /** @param kind of a resource: changes live otherwise than what they change */
    LifeCycle lifeOf(String kind) {
        return kind.equals(Wanted.CHANGE) ? life.ofChanges() : life;
    }

    Stage stage(Resource resource) {
        return lifeOf(resource.kind()).named(resource.state());
    }

    /** When a state that begins at an instant ends by itself, or null when it doesn't. */
    @Nullable
    Instant due(Phase phase, Instant begins, Duration partyTakes) {
        return switch (phase) {
            case PARTY -> begins.plus(partyTakes);
            case WORK, CLOSING -> begins.plus(conduct.provisioningTakes());
            case SERVICE, CLOSED, REJECTED -> null;
        };
    }
}
