package dev.turnup.port.inventory;

import dev.turnup.journal.OwnResource;
import dev.turnup.port.Port;
import dev.turnup.port.inventory.Members.Unit;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Gives out ports of the speed that was asked for at a site, lets bundles grow, and suspends what is taken. */
public final class PortInventory implements OwnResource<Port.Desired, Port.Receipt> {

    private static final Suspensions SUSPENSIONS = new Suspensions("port_unit");

    @Override
    public Capability<Port.Desired, Port.Receipt> capability() {
        return Port.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Port.Receipt take(Handle tx, StepCall<Port.Desired> call) {
        Optional<Port.Receipt> current = call.earlierIfAny(StepCall.CURRENT, Port.Receipt.class);
        if (current.isEmpty()) {
            return made(tx, call);
        }
        return call.desired().suspended() ? suspended(tx, current.get(), call) : grown(tx, current.get(), call);
    }

    private static Port.Receipt made(Handle tx, StepCall<Port.Desired> call) {
        Port.Desired desired = call.desired();
        String key = call.key().toString();
        Apart apart = Apart.of(tx, call);
        Members members = new Members(tx, desired.site(), desired.speedMbps());
        List<Unit> taken = desired.members() > 1 || !apart.devices().isEmpty()
                ? members.together(key, Math.max(1, desired.members()), apart)
                : List.of(members.one(key));
        Unit first = taken.getFirst();
        return new Port.Receipt(
                first.id(),
                desired.site(),
                first.device(),
                desired.speedMbps(),
                ids(taken).toList(),
                first.entry(),
                apart.from());
    }

    private static Port.Receipt grown(Handle tx, Port.Receipt current, StepCall<Port.Desired> call) {
        int missing = call.desired().members() - current.units().size();
        List<Unit> added = new Members(tx, current.site(), current.speedMbps())
                .on(current.device(), call.key().toString(), missing);
        return new Port.Receipt(
                current.portId(),
                current.site(),
                current.device(),
                current.speedMbps(),
                Stream.concat(current.units().stream(), ids(added)).toList(),
                current.entry(),
                current.diverseFrom());
    }

    private static Stream<String> ids(List<Unit> units) {
        return units.stream().map(Unit::id);
    }

    private static Port.Receipt suspended(Handle tx, Port.Receipt current, StepCall<Port.Desired> call) {
        current.units().forEach(unit -> SUSPENSIONS.suspend(tx, "id = :port", Map.of("port", unit), call.key()));
        return current;
    }

    @Override
    public void giveBack(Handle tx, String key) {
        Members.giveBack(tx, key);
        SUSPENSIONS.end(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return Members.isTaken(tx, key) || SUSPENSIONS.isThere(tx, key);
    }
}
