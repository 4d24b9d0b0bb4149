package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.access.Access;
import dev.turnup.capacity.Capacity;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Offering.SpeedChange;
import dev.turnup.circuit.Circuit;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.ItemPlan.Line;
import dev.turnup.plan.Pools.Limits;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** How each kind of product is changed while it is in service. Only what is to be otherwise is touched; bandwidth is held first. */
final class Changes {
    private final Map<String, Consumer<ChangePlan>> byKind = Map.of(
            "internet-on-demand", this::internet,
            "port", Changes::port,
            "virtual-circuit", Changes::circuit,
            "cloud-connection", this::cloudConnection,
            "multi-cloud-gateway", Changes::gateway);

    /** Which step of a change replaces the receipt of which step that made the product. */
    static final Map<String, String> REPLACES = Map.of(
            "change-access", "build-access",
            "change-circuit", "set-up-circuit",
            "change-route", "set-up-route",
            "change-bgp", "set-up-bgp",
            "change-gateway", "create-gateway",
            "add-members", "reserve-port",
            "assign-vlan", "assign-vlan",
            "assign-vlan-a", "assign-vlan-a",
            "assign-vlan-z", "assign-vlan-z");

    private final Inventory inventory;
    private final Offering offering;
    private final boolean reserved;

    /** @param reserved whether the bandwidth is held already, by a window */
    Changes(Inventory inventory, Offering offering, boolean reserved) {
        this.inventory = inventory;
        this.offering = offering;
        this.reserved = reserved;
    }

    void write(ChangePlan plan) {
        if (plan.changes("speedMbps") && plan.isRaised() && !reserved) { // what is lowered gives back, at the end
            hold(plan);
        }
        Objects.requireNonNull(byKind.get(plan.held().specification())).accept(plan);
    }

    private void hold(ChangePlan plan) {
        HeldProduct held = plan.held();
        Optional<Limits> limits = Optional.ofNullable(plan.answered())
                .map(answered -> Limits.of(plan.place(), answered))
                .or(() -> inventory.placeOf(held).map(Limits::of));
        List<Pool> pools = Pools.of(held, plan.bases(), limits);
        if (!pools.isEmpty()) {
            plan.make(
                    "hold-capacity",
                    "Hold the bandwidth",
                    Capacity.CAPABILITY,
                    new Capacity.Desired(held.id(), plan.speed(), pools));
        }
    }

    private void internet(ChangePlan plan) {
        if (!plan.changes("speedMbps")) {
            return;
        }
        if (!reserved) { // what a window needs was looked at when it was booked
            qualify(
                    plan,
                    new Qualification.Desired(plan.place(), plan.speed(), null, plan.answered()),
                    "Check the location");
        }
        plan.change(
                "change-access",
                "Change the line's speed",
                Access.CAPABILITY,
                "build-access",
                new Access.Desired(plan.place(), plan.speed()));
    }

    private static void qualify(ChangePlan plan, Qualification.Desired desired, String title) {
        if (plan.isRaised()) {
            plan.make("qualify", title, Qualification.CAPABILITY, desired)
                    .asksOnly()
                    .at(desired.place());
        }
    }

    /** A bundle grows on the device on which it is. */
    private static void port(ChangePlan plan) {
        if (plan.changes("members")) {
            int members = (int) plan.item().number("members");
            plan.change(
                    "add-members",
                    "Add ports to the bundle",
                    Port.CAPABILITY,
                    "reserve-port",
                    new Port.Desired(plan.place(), plan.speed(), members, false, List.of()));
        }
    }

    private static void circuit(ChangePlan plan) {
        if (!plan.changes("speedMbps", "vlanA", "vlanZ")) {
            return;
        }
        vlan(
                plan,
                "assign-vlan-a",
                "Assign the VLAN, A end",
                "vlanA",
                plan.bases().get(0));
        vlan(
                plan,
                "assign-vlan-z",
                "Assign the VLAN, Z end",
                "vlanZ",
                plan.bases().get(1));
        Line change = plan.change(
                "change-circuit",
                "Change the circuit",
                Circuit.CAPABILITY,
                "set-up-circuit",
                new Circuit.Desired(plan.speed()));
        plan.withReceipt(change, "vni", "assign-vni");
        end(plan, change, "vlanA", "assign-vlan-a");
        end(plan, change, "vlanZ", "assign-vlan-z");
        free(plan, "vlanA", "assign-vlan-a", "Free the old VLAN, A end");
        free(plan, "vlanZ", "assign-vlan-z", "Free the old VLAN, Z end");
    }

    private static void vlan(ChangePlan plan, String step, String title, String characteristic, HeldProduct port) {
        if (plan.changes(characteristic)) {
            JsonNode wanted = plan.wanted(characteristic);
            plan.make(
                            step,
                            title,
                            Vlan.CAPABILITY,
                            new Vlan.Desired(
                                    wanted == null ? null : wanted.intValue(),
                                    plan.speed(),
                                    plan.held().id()))
                    .given("port", port.receipts().get("reserve-port"));
        }
    }

    /** The new VLAN where it changes, and the one that is there where it doesn't. */
    private static void end(ChangePlan plan, Line change, String characteristic, String step) {
        if (plan.changes(characteristic)) {
            change.reads(characteristic, step);
        } else {
            plan.withReceipt(change, characteristic, step);
        }
    }

    /** Only after the commit: until then the old one may be needed again. */
    private static void free(ChangePlan plan, String characteristic, String step, String title) {
        if (plan.changes(characteristic)) {
            plan.newest(step).ifPresent(old -> plan.takeBack(step.replace("assign", "free"), title, old));
        }
    }

    private void cloudConnection(ChangePlan plan) {
        Cloud cloud = Cloud.valueOf(plan.item().text("cloud"));
        String onRamp = plan.item().text("onRamp");
        qualify(plan, new Qualification.Desired(onRamp, plan.speed(), cloud.name()), "Check the on-ramp");
        if (plan.changes("vlan")) {
            vlan(plan, "assign-vlan", "Assign the VLAN", "vlan", plan.bases().getFirst());
        }
        if (plan.changes("bgpMd5Key", "bgpPrefixes", "bgpMed", "bgpPrepend")) {
            bgp(plan, cloud).at(onRamp);
        }
        if (plan.changes("speedMbps", "vlan")) {
            route(plan, cloud, onRamp); // the last, since it may be one that can't be changed back
        }
        free(plan, "vlan", "assign-vlan", "Free the old VLAN");
    }

    private void route(ChangePlan plan, Cloud cloud, String onRamp) {
        Line change = plan.change(
                        "change-route",
                        "Change the cloud route",
                        CloudRoute.CAPABILITY,
                        "set-up-route",
                        new CloudRoute.Desired(
                                cloud.name(), onRamp, plan.speed(), plan.item().text(cloud.keyCharacteristic())))
                .at(onRamp);
        if (plan.held().receipts().containsKey("assign-vlan")) {
            end(plan, change, "vlan", "assign-vlan");
        }
        SpeedChange rule = Objects.requireNonNull(
                        Objects.requireNonNull(offering.forCloud()).get(cloud.name()))
                .speedChange();
        if (!rule.allows(plan.speed(), plan.held().speedMbps())) {
            change.oneWay();
        }
    }

    private static Line bgp(ChangePlan plan, Cloud cloud) {
        Line line = plan.change(
                "change-bgp",
                "Change the BGP session",
                Bgp.CAPABILITY,
                "set-up-bgp",
                Recipes.session(cloud, plan.item(), false));
        return session(plan, line);
    }

    /** What a session is between. */
    static Line session(ChangePlan plan, Line line) {
        line.given("gateway", plan.bases().getFirst().receipts().get("create-gateway"));
        plan.withReceipt(line, "route", "set-up-route");
        return plan.withReceipt(line, "ip", "assign-ip");
    }

    private static void gateway(ChangePlan plan) {
        if (plan.changes("speedMbps", "asn")) {
            plan.change(
                    "change-gateway",
                    "Change the gateway",
                    Gateway.CAPABILITY,
                    "create-gateway",
                    new Gateway.Desired(plan.place(), plan.item().number("asn"), plan.speed()));
        }
    }
}
