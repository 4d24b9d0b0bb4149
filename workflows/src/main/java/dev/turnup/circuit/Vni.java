package dev.turnup.circuit;

import dev.turnup.step.Capability;
import org.jspecify.annotations.Nullable;

/** The number of a circuit on the fabric (RFC 7348: 24 bits). */
public final class Vni {
    public static final Capability<Desired, Receipt> CAPABILITY = new Capability<>("vni", Desired.class, Receipt.class);

    private Vni() {}

    /** @param apart from how many circuits it keeps apart, whose receipts come as {@code apart1}, {@code apart2}, … */
    public record Desired(int apart) {}

    /**
     * @param path the plane of the fabric on which circuits of this number run, {@code A} or {@code B}; null in receipts from
     *     before it was told
     * @param diverseFrom what it shares no path with; null where nothing was asked
     */
    public record Receipt(
            int vni, @Nullable String path, @Nullable String diverseFrom) {}
}
