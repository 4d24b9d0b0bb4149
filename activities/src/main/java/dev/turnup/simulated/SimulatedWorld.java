package dev.turnup.simulated;

import dev.turnup.Json;
import dev.turnup.simulated.Behaviour.Kind;
import dev.turnup.simulated.LandingTable.Landing;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.LifeCycle.Stage;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import dev.turnup.step.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * All that exists outside of Turnup, in a database of its own. It has no threads: what is due by the clock happens when
 * somebody looks. A reference is ordered at most once, also by callers that race.
 */
public final class SimulatedWorld {
    private final Jdbi jdbi;
    private final ResourceTable resources;
    private final LandingTable landings;
    private final CallTable calls;
    private final Script script;
    private final InstantSource clock;
    private final SimulationRules rules;

    /** A call that arrived, and the failure that must follow its work, if any. */
    record Arrived(long id, Optional<Behaviour> fate) {}

    /** @param jdbi on the schema {@code simulated}, with a pool of its own */
    public SimulatedWorld(Jdbi jdbi, InstantSource clock, SimulationRules rules) {
        this.jdbi = jdbi;
        this.resources = jdbi.onDemand(ResourceTable.class);
        this.landings = jdbi.onDemand(LandingTable.class);
        this.calls = jdbi.onDemand(CallTable.class);
        this.script = new Script(jdbi.onDemand(ScriptTable.class));
        this.clock = clock;
        this.rules = rules;
    }

    /**
     * Provokes behaviours, one call after the other in this order; those that are traits hold until they are forgotten.
     *
     * @param keyPrefix of the step keys concerned; {@code order/} is one order, empty all
     */
    public void script(String keyPrefix, Behaviour... behaviours) {
        script.add(keyPrefix, List.of(behaviours));
    }

    /** Ends what was scripted for exactly this prefix; markers in requests count under their whole step key. */
    public void forget(String keyPrefix) {
        script.forget(keyPrefix);
    }

    /** The witness: what exists or existed, as it was last looked at. */
    public List<Resource> resources(String keyPrefix) {
        return resources.resources(keyPrefix);
    }

    /**
     * The witness: what the resource that was made under a reference is like after the changes that hold, as it was last
     * looked at; empty when it is gone.
     */
    public Optional<Resource> effective(String provider, String reference) {
        return resources
                .find(provider, reference)
                .flatMap(made -> resources.live(provider, made.id(), made.tenant()).stream()
                        .filter(Resource::holds)
                        .findFirst());
    }

    /** The witness: every call that arrived, oldest first. */
    public List<ReceivedCall> calls(String keyPrefix) {
        return calls.calls(keyPrefix);
    }

    public SimulationRules rules() {
        return rules;
    }

    Instant now() {
        return clock.instant();
    }

    void mark(String reference, List<Behaviour> behaviours) {
        script.mark(reference, behaviours);
    }

    Optional<Behaviour> standing(String reference, Kind kind) {
        return script.standing(reference, kind);
    }

    /** Takes a call in; throws StepFailure when nothing comes of it. */
    Arrived receive(OutsideSystem system, Verb verb, String reference) {
        sleep(system.conduct().latency());
        land(system);
        long id = calls.logCall(system.name(), verb.name(), reference, false, now());
        Optional<Behaviour> fate = script.next(reference, verb).or(() -> drawn(system, verb, reference));
        if (fate.isPresent() && !fate.get().afterSuccess() && fate.get().kind() != Kind.LATE_LANDING) {
            throw fate.get().failure();
        }
        return new Arrived(id, fate);
    }

    private Optional<Behaviour> drawn(OutsideSystem system, Verb verb, String reference) {
        FailureRates failures = system.conduct().failures();
        if (failures.equals(FailureRates.NONE)) {
            return Optional.empty();
        }
        int before = calls.countCalls(system.name(), reference, verb.name());
        return failures.pick(Fingerprint.of(rules.seed(), system.name(), verb, reference, before)
                .share());
    }

    /** What the system has under this reference, brought up to the present. */
    Optional<Resource> find(OutsideSystem system, String reference) {
        return resources.find(system.name(), reference).map(resource -> advanced(system, resource));
    }

    /** What a tenant has in service under a provider's id, as the last change of it that holds left it. */
    Optional<Resource> inService(OutsideSystem system, String id, String tenant) {
        resources.live(system.name(), id, tenant).forEach(resource -> advanced(system, resource));
        List<Resource> live = resources.live(system.name(), id, tenant);
        return live.stream()
                .filter(Resource::holds)
                .findFirst()
                .filter(found -> system.stage(live.getLast()).phase() == Phase.SERVICE);
    }

    /** Orders it unless another call was first; KEY_REFUSED when the customer's key is in use elsewhere. */
    Resource order(OutsideSystem system, Arrived call, String reference, Wanted wanted) {
        jdbi.useTransaction(handle -> {
            if (insert(handle.attach(ResourceTable.class), system, reference, wanted, now())) {
                handle.attach(CallTable.class).tookEffect(call.id());
            }
        });
        return find(system, reference)
                .orElseThrow(() -> new StepFailure(
                        FailureCode.KEY_REFUSED, "the customer's key is used by another connection already"));
    }

    /** Begins to take it down; no effect when another call was first. */
    Resource takeDown(OutsideSystem system, Arrived call, Resource resource) {
        Stage down = system.lifeOf(resource.kind()).takenDown();
        jdbi.useTransaction(handle -> {
            if (enter(handle.attach(ResourceTable.class), system, resource, down, now())) {
                handle.attach(CallTable.class).tookEffect(call.id());
            }
        });
        return find(system, resource.reference()).orElseThrow();
    }

    Resource askRelease(OutsideSystem system, Resource resource) {
        resources.askRelease(resource.provider(), resource.reference(), now());
        return find(system, resource.reference()).orElseThrow();
    }

    /** The request stays on its way for a while. */
    void sendLate(OutsideSystem system, String reference, Wanted wanted, Duration delay) {
        landings.send(system.name(), reference, now().plus(delay), Json.write(wanted));
    }

    /** All that is due, whoever looks: what lands comes before what is called for now. */
    private void land(OutsideSystem system) {
        for (Landing landing : landings.landed(system.name(), now())) {
            Wanted sent = Json.read(landing.wanted(), Wanted.class);
            Optional<Wanted> wanted = sent.isChange()
                    ? inService(system, sent.id(), sent.tenant()).map(sent::changing)
                    : Optional.of(sent);
            jdbi.useTransaction(handle -> land(handle, system, landing, wanted));
        }
    }

    /** @param wanted empty for a change of what is gone by then */
    private void land(Handle handle, OutsideSystem system, Landing landing, Optional<Wanted> wanted) {
        if (!handle.attach(LandingTable.class).takeLanding(landing.id())) {
            return;
        }
        ResourceTable inside = handle.attach(ResourceTable.class);
        boolean effect = wanted.isPresent()
                && (insert(inside, system, landing.reference(), wanted.get(), landing.dueAt())
                        || revive(inside, system, landing.reference(), wanted.get(), landing.dueAt()));
        handle.attach(CallTable.class).logCall(system.name(), "LANDED", landing.reference(), effect, landing.dueAt());
    }

    private boolean insert(ResourceTable inside, OutsideSystem system, String reference, Wanted wanted, Instant at) {
        Stage first = system.lifeOf(wanted.kind()).first();
        return inside.insert(
                system.name(),
                reference,
                wanted.kind(),
                wanted.id(),
                wanted.tenant(),
                first.state(),
                Json.write(wanted.attributes()),
                wanted.keyFingerprint(),
                rules.singleUseKeys() ? wanted.keyFingerprint() : null,
                wanted.partyTakes().toMillis(),
                created(inside, system, wanted, at),
                system.due(first.phase(), at, wanted.partyTakes()));
    }

    private boolean revive(ResourceTable inside, OutsideSystem system, String reference, Wanted wanted, Instant at) {
        Stage first = system.lifeOf(wanted.kind()).first();
        return inside.revive(
                system.name(),
                reference,
                wanted.id(),
                first.state(),
                Json.write(wanted.attributes()),
                created(inside, system, wanted, at),
                system.due(first.phase(), at, wanted.partyTakes()));
    }

    /** Of two changes one is the later, even where the clock stands still between them. */
    private static Instant created(ResourceTable inside, OutsideSystem system, Wanted wanted, Instant at) {
        if (!wanted.isChange()) {
            return at;
        }
        return inside.live(system.name(), wanted.id(), wanted.tenant()).stream()
                .findFirst()
                .map(last -> last.createdAt().plus(1, ChronoUnit.MICROS))
                .filter(at::isBefore)
                .orElse(at);
    }

    private Resource advanced(OutsideSystem system, Resource resource) {
        Resource current = resource;
        for (Stage next = next(system, current); next != null; next = next(system, current)) {
            enter(resources, system, current, next, Objects.requireNonNull(current.stateDueAt()));
            current = resources.find(system.name(), current.reference()).orElseThrow();
        }
        return current;
    }

    private @Nullable Stage next(OutsideSystem system, Resource resource) {
        if (resource.stateDueAt() == null || resource.stateDueAt().isAfter(now())) {
            return null;
        }
        Stage stage = system.stage(resource);
        boolean party = stage.phase() == Phase.PARTY;
        boolean somebodyActs = party || (resource.isChange() && stage.phase() == Phase.WORK);
        if (somebodyActs && standing(resource.reference(), Kind.NEVER_ACTS).isPresent()) {
            return null;
        }
        LifeCycle life = system.lifeOf(resource.kind());
        return party && standing(resource.reference(), Kind.PARTY_REFUSES).isPresent()
                ? life.rejected()
                : life.after(stage);
    }

    private boolean enter(ResourceTable inside, OutsideSystem system, Resource resource, Stage stage, Instant at) {
        String provider = system.name();
        String reference = resource.reference();
        if (stage.phase().isEnd()) {
            if (!resource.isChange()) {
                inside.closeChanges(provider, resource.id(), LifeCycle.CHANGED_BACK, at);
            }
            boolean spends = system.lifeOf(resource.kind()).spendsKey();
            return inside.close(provider, reference, resource.state(), stage.state(), spends, at);
        }
        Instant due = system.due(stage.phase(), at, Duration.ofMillis(resource.partyTakesMs()));
        return inside.move(provider, reference, resource.state(), stage.state(), due);
    }

    private static void sleep(Duration latency) {
        if (latency.isPositive()) {
            try {
                Thread.sleep(latency);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StepFailure(FailureCode.UNREACHABLE, "interrupted while waiting for the answer", e);
            }
        }
    }
}
