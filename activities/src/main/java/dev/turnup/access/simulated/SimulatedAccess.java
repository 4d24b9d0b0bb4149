package dev.turnup.access.simulated;

import static dev.turnup.simulated.LifeCycle.stage;

import dev.turnup.access.Access;
import dev.turnup.access.Access.Desired;
import dev.turnup.access.Access.Receipt;
import dev.turnup.qualification.Qualification;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.LifeCycle.Phase;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.Party;
import dev.turnup.step.StepCall;
import dev.turnup.step.Wait;
import java.time.Duration;
import java.util.Map;

/** Lines into buildings: at once where there is fibre, else after a field crew has built it. */
public final class SimulatedAccess extends SimulatedAdapter<Desired, Receipt> {
    private static final LifeCycle LIFE = LifeCycle.of(
            stage("building", Phase.PARTY),
            stage("lit", Phase.SERVICE),
            stage("ceasing", Phase.CLOSING),
            stage("ceased", Phase.CLOSED),
            stage("not buildable", Phase.REJECTED));

    public SimulatedAccess(SimulatedWorld world) {
        super(world, Access.CAPABILITY, "simulated", LIFE);
    }

    @Override
    protected Wanted wanted(StepCall<Desired> call) {
        return new Wanted(
                "access line",
                "acc-" + madeUp(call, "id").hex(8),
                call.tenant(),
                Map.of(
                        "building", call.desired().building(),
                        "speedMbps", call.desired().speedMbps(),
                        "suspended", call.desired().suspended()),
                null,
                current(call).isPresent() ? Duration.ZERO : leadTime(call));
    }

    @Override
    protected Receipt receipt(StepCall<Desired> call, Resource resource) {
        String technology = current(call)
                .map(Receipt::technology)
                .orElseGet(() -> qualified(call).technology());
        return new Receipt(resource.id(), call.desired().building(), technology);
    }

    @Override
    protected String id(Receipt receipt) {
        return receipt.accessId();
    }

    /** Twice the lead time: crews run late, but not that late without somebody asking. */
    @Override
    protected Wait partyWait(StepCall<Desired> call, Resource resource) {
        return new Wait(
                Party.FIELD_CREW,
                "build the fibre into the building",
                resource.createdAt().plus(leadTime(call).multipliedBy(2)));
    }

    private Duration leadTime(StepCall<Desired> call) {
        return conduct().fieldDay().multipliedBy(qualified(call).leadTimeDays());
    }

    private static Qualification.Receipt qualified(StepCall<Desired> call) {
        return call.earlier("qualification", Qualification.Receipt.class);
    }
}
