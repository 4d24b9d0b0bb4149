package dev.turnup.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.simulated.Behaviour.Kind;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.SimulatedWorld.Arrived;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Party;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.Verb;
import dev.turnup.step.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Asks its system by the step's key and acts on what is not yet so; what differs between systems is their life cycle, what
 * is ordered and what the receipt says.
 */
public abstract class SimulatedAdapter<D, R> implements Adapter<D, R> {
    /** Systems work for minutes; after a day somebody should look. */
    private static final Duration WORK_AT_MOST = Duration.ofDays(1);

    private final SimulatedWorld world;
    private final Capability<D, R> capability;
    private final String name;
    private final OutsideSystem system;

    protected SimulatedAdapter(SimulatedWorld world, Capability<D, R> capability, String name, LifeCycle life) {
        this.world = world;
        this.capability = capability;
        this.name = name;
        this.system = new OutsideSystem(
                capability.name() + "." + name, life, world.rules().of(name));
    }

    /** What to order; throws StepFailure when the system refuses the request as it is. */
    protected abstract Wanted wanted(StepCall<D> call);

    protected abstract R receipt(StepCall<D> call, Resource resource);

    /** The id of the resource that a receipt is about. */
    protected abstract String id(R receipt);

    /** The receipt of the resource that this call changes; empty where it makes a new one. */
    protected final Optional<R> current(StepCall<D> call) {
        return call.earlierIfAny(StepCall.CURRENT, capability.receipt());
    }

    /**
     * Throws StepFailure when the system can't change a resource from what it is; taking a change back is one too.
     *
     * @param to the attributes that it is to have
     */
    protected void checkChange(Resource from, JsonNode to) {}

    /** Whom a state of phase PARTY waits for, and until when; there is none unless the life cycle has one. */
    protected Wait partyWait(StepCall<D> call, Resource resource) {
        throw new IllegalStateException(taskQueue() + " waits for nobody, yet is " + resource.state());
    }

    /** Whom the release of what this system made waits for, if for anybody. */
    protected Optional<Wait> releaseWait(Resource resource) {
        return Optional.empty();
    }

    /** Who works while the system itself does. */
    protected Party operator() {
        return Party.UNKNOWN;
    }

    /** The behaviours that this request asks for by a marker. */
    protected List<Behaviour> marked(StepCall<D> call) {
        return List.of();
    }

    @Override
    public final Capability<D, R> capability() {
        return capability;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Answer<R> apply(StepCall<D> call) {
        String reference = call.key().toString();
        if (world.find(system, reference).isEmpty()) {
            world.mark(reference, marked(call));
        }
        Arrived arrived = world.receive(system, Verb.APPLY, reference);
        if (isLate(arrived)) {
            Behaviour late = arrived.fate().orElseThrow();
            world.sendLate(system, reference, toOrder(call), late.delay());
            throw late.failure();
        }
        Resource resource =
                world.find(system, reference).orElseGet(() -> world.order(system, arrived, reference, toOrder(call)));
        fail(arrived);
        return answer(call, resource);
    }

    private Wanted toOrder(StepCall<D> call) {
        Wanted wanted = wanted(call);
        return current(call)
                .map(current -> changing(id(current), call.tenant(), wanted))
                .orElse(wanted);
    }

    private Wanted changing(String id, String tenant, Wanted wanted) {
        Resource from = world.inService(system, id, tenant)
                .orElseThrow(() -> new StepFailure(
                        FailureCode.PROVIDER_REFUSED, "there is no " + id + " in service that could be changed"));
        checkChange(from, Json.tree(wanted.attributes()));
        return wanted.changing(from);
    }

    private Answer<R> answer(StepCall<D> call, Resource resource) {
        return switch (phase(resource)) {
            case SERVICE -> Answer.done(receipt(call, resource));
            case PARTY -> new Answer.Waiting<>(partyWait(call, resource));
            case WORK ->
                Answer.waiting(
                        operator(),
                        (resource.isChange()
                                        ? "finish the change of " + resource.id()
                                        : "bring " + resource.id() + " into service")
                                + "; it is " + resource.state(),
                        resource.createdAt().plus(WORK_AT_MOST));
            case REJECTED ->
                throw new StepFailure(
                        FailureCode.PARTY_REFUSED,
                        "the other side refused: " + resource.id() + " is " + resource.state());
            case CLOSING, CLOSED ->
                throw new StepFailure(
                        FailureCode.STEP_UNDONE, resource.id() + " was taken back before: it is " + resource.state());
        };
    }

    @Override
    public final Answer<Released> release(StepCall<D> call) {
        Arrived arrived = world.receive(system, Verb.RELEASE, call.key().toString());
        Optional<Resource> found = world.find(system, call.key().toString());
        Answer<Released> answer =
                found.map(resource -> release(arrived, resource)).orElseGet(() -> Answer.done(Released.NOTHING));
        fail(arrived);
        return answer;
    }

    private Answer<Released> release(Arrived arrived, Resource found) {
        if (found.isClosed()) {
            return Answer.done(new Released(found.id()));
        }
        if (stands(found, Kind.STUCK_RELEASE)) {
            throw new StepFailure(FailureCode.PROVIDER_REFUSED, found.id() + " can't be deleted at present");
        }
        if (stands(found, Kind.GHOST)) {
            return Answer.done(new Released(found.id()));
        }
        if (found.isChange()) {
            checkChange(found, found.attribute(Wanted.BEFORE));
        }
        Resource asked = world.askRelease(system, found);
        Optional<Wait> wait = waitToRelease(asked);
        if (wait.isPresent()) {
            return new Answer.Waiting<>(wait.get());
        }
        boolean begun = asked.isClosed() || phase(asked) == Phase.CLOSING;
        Resource down = begun ? asked : world.takeDown(system, arrived, asked);
        return down.isClosed()
                ? Answer.done(new Released(down.id()))
                : Answer.waiting(
                        operator(),
                        "finish taking down " + down.id() + "; it is " + down.state(),
                        askedAt(down).plus(WORK_AT_MOST));
    }

    @Override
    public final Presence probe(StepCall<D> call) {
        Arrived arrived = world.receive(system, Verb.PROBE, call.key().toString());
        fail(arrived);
        return world.find(system, call.key().toString()).map(this::presence).orElse(Presence.ABSENT);
    }

    /** A release that waits for somebody is pending, though the resource is in service as before. */
    private Presence presence(Resource resource) {
        boolean releaseWaits =
                resource.releaseAskedAt() != null && waitToRelease(resource).isPresent();
        return releaseWaits ? Presence.PENDING : phase(resource).presence();
    }

    /** What was changed is put back without anybody else, since nothing goes out of service. */
    private Optional<Wait> waitToRelease(Resource resource) {
        return resource.isChange() ? Optional.empty() : releaseWait(resource);
    }

    protected final Conduct conduct() {
        return system.conduct();
    }

    protected final Instant now() {
        return world.now();
    }

    protected final Optional<Behaviour> standing(Resource resource, Kind kind) {
        return world.standing(resource.reference(), kind);
    }

    /** The same for the same step and seed; a number or an id that a provider would make up. */
    protected final Fingerprint madeUp(StepCall<D> call, String what) {
        return Fingerprint.of(world.rules().seed(), taskQueue(), call.key(), what);
    }

    /** Since when somebody wants it gone; only in a release. */
    protected static Instant askedAt(Resource resource) {
        return Objects.requireNonNull(resource.releaseAskedAt());
    }

    private boolean stands(Resource resource, Kind kind) {
        return standing(resource, kind).isPresent();
    }

    protected final Phase phase(Resource resource) {
        return system.stage(resource).phase();
    }

    private static boolean isLate(Arrived arrived) {
        return arrived.fate().filter(fate -> fate.kind() == Kind.LATE_LANDING).isPresent();
    }

    private static void fail(Arrived arrived) {
        arrived.fate().ifPresent(fate -> {
            throw fate.failure();
        });
    }
}
