package dev.turnup.port.inventory;

import dev.turnup.circuit.Vni;
import dev.turnup.journal.OwnResource;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Assigns a circuit's number on the fabric. */
public final class VniInventory implements OwnResource<Vni.Desired, Vni.Receipt> {
    private static final FreeUnits ANY = new FreeUnits("vni", "vni", "vni > 0", "vni");
    private static final FreeUnits ON_PATH = new FreeUnits("vni", "vni", "mod(vni, 2) = :odd", "vni");

    @Override
    public Capability<Vni.Desired, Vni.Receipt> capability() {
        return Vni.CAPABILITY;
    }

    @Override
    public String name() {
        return "inventory";
    }

    @Override
    public Vni.Receipt take(Handle tx, StepCall<Vni.Desired> call) {
        List<Integer> others = IntStream.rangeClosed(1, call.desired().apart())
                .mapToObj(n -> call.earlier("apart" + n, Vni.Receipt.class).vni())
                .toList();
        if (others.isEmpty()) {
            int vni = take(tx, ANY, call, Map.of(), "no circuit number is free");
            return new Vni.Receipt(vni, path(vni), null);
        }
        int odd = unused(others);
        int vni = take(tx, ON_PATH, call, Map.of("odd", odd), "no circuit number is free on path " + path(odd));
        return new Vni.Receipt(vni, path(vni), named(others));
    }

    private static int take(
            Handle tx, FreeUnits units, StepCall<Vni.Desired> call, Map<String, ?> parameters, String none) {
        return units.take(tx, call.key().toString(), parameters, (row, context) -> row.getInt("vni"), none);
    }

    private static int unused(List<Integer> others) {
        return IntStream.of(0, 1)
                .filter(odd -> others.stream().allMatch(other -> other % 2 != odd))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        FailureCode.NO_CAPACITY,
                        "the fabric has two paths, and it must be apart from both: " + named(others)));
    }

    private static String named(List<Integer> others) {
        return others.stream()
                .map(other -> "path " + path(other) + " of " + other)
                .collect(Collectors.joining(", "));
    }

    /** Even numbers run on one plane of the fabric, odd ones on the other. */
    private static String path(int vni) {
        return vni % 2 == 0 ? "A" : "B";
    }

    @Override
    public void giveBack(Handle tx, String key) {
        ANY.giveBack(tx, key);
    }

    @Override
    public boolean isTaken(Handle tx, String key) {
        return ANY.isTaken(tx, key);
    }
}
