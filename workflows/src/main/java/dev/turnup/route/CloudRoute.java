package dev.turnup.route;

import dev.turnup.step.Capability;
import org.jspecify.annotations.Nullable;

/** A private connection to a cloud at its on-ramp. */
public final class CloudRoute {
    public static final Capability<Desired, Receipt> CAPABILITY =
            new Capability<>("route", Desired.class, Receipt.class);

    private CloudRoute() {}

    /**
     * @param onRamp the site where the cloud is reached
     * @param speedMbps megabits per second
     * @param customerKey what the customer got from the cloud (AWS account, Oracle OCID) or, where that is a secret (Azure
     *     service key, Google pairing key), the reference to it, which the adapter resolves
     */
    public record Desired(String cloud, String onRamp, long speedMbps, String customerKey) {}

    /**
     * @param connectionId the provider's id
     * @param vlan the VLAN id that the provider expects, or null where ours is used
     */
    public record Receipt(
            String cloud,
            String connectionId,
            String state,
            @Nullable Integer vlan) {}
}
