package dev.turnup.port.inventory;

import dev.turnup.port.Port;
import dev.turnup.step.StepCall;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What a port must be kept apart from at its site.
 *
 * @param devices on which it must not be
 * @param from as its receipt tells; null where nothing is asked
 */
record Apart(Set<String> devices, @Nullable String from) {
    static final Apart NOTHING = new Apart(Set.of(), null);

    private record Other(Port.Receipt port, String what) {}

    /** At other sites everything is apart anyway. */
    static Apart of(Handle tx, StepCall<Port.Desired> call) {
        List<String> kinds = call.desired().apart();
        List<Other> others = IntStream.range(0, kinds.size())
                .mapToObj(n -> new Other(call.earlier("apart" + (n + 1), Port.Receipt.class), kinds.get(n)))
                .toList();
        Set<String> devices = new TreeSet<>();
        others.stream()
                .filter(other -> other.port().site().equals(call.desired().site()))
                .forEach(other -> devices.addAll(shared(tx, other)));
        String from = others.stream()
                .map(other -> other.what() + " of " + other.port().portId())
                .collect(Collectors.joining(", "));
        return new Apart(devices, from.isEmpty() ? null : from);
    }

    private static List<String> shared(Handle tx, Other other) {
        String entry = other.what().equals("entry") ? entry(tx, other.port()) : null;
        return entry == null
                ? List.of(other.port().device())
                : tx.createQuery("select distinct device from port_unit where site = :site and entry = :entry")
                        .bind("site", other.port().site())
                        .bind("entry", entry)
                        .mapTo(String.class)
                        .list();
    }

    /** Where a device's cables enter the building. */
    private static @Nullable String entry(Handle tx, Port.Receipt port) {
        return tx.createQuery("select max(entry) from port_unit where site = :site and device = :device")
                .bind("site", port.site())
                .bind("device", port.device())
                .mapTo(String.class)
                .findOne()
                .orElse(null);
    }
}
