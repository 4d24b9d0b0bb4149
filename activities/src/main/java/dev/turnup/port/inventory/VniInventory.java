package dev.turnup.port.inventory;

import dev.turnup.circuit.Vni;
import dev.turnup.journal.OwnResource;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Assigns a circuit's number on the fabric. */
public final class VniInventory implements OwnResource<Vni.Desired, Vni.Receipt> {
    private static final FreeUnits ANY = new FreeUnits("vni", "vni", "vni > 0");
    private static final FreeUnits ON_PATH = new FreeUnits("vni", "vni", "mod(vni, 2) = :odd");
    /** The first number in stock, and how many there are: as the stock is cut at the first start. */
    private static final int FIRST = 4096;

    private static final int COUNT = 4096;

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
        int start = FIRST + ThreadLocalRandom.current().nextInt(COUNT);
        String key = call.key().toString();
        if (others.isEmpty()) {
            int vni = ANY.take(tx, key, Map.of(), start, Integer.class);
            return new Vni.Receipt(vni, path(vni), null);
        }
        int vni = ON_PATH.take(tx, key, Map.of("odd", unused(others)), start, Integer.class);
        String apart = others.stream()
                .map(other -> "path " + path(other) + " of " + other)
                .collect(Collectors.joining(", "));
        return new Vni.Receipt(vni, path(vni), apart);
    }

    private static int unused(List<Integer> others) {
        return IntStream.of(0, 1)
                .filter(odd -> others.stream().allMatch(other -> other % 2 != odd))
                .findFirst()
                .orElseThrow(() -> new StepFailure(
                        FailureCode.NO_CAPACITY, "the fabric has two paths, and what it must be apart from uses both"));
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
