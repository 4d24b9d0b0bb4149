package dev.turnup.plan;

import dev.turnup.access.Access;
import dev.turnup.circuit.Circuit;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.order.ProductState;
import dev.turnup.plan.Inventory.Made;
import dev.turnup.plan.ItemPlan.Line;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.product.Product;
import dev.turnup.route.Cloud;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How products leave service: for good, or until an operator lets them back. */
final class Endings {
    /** Which steps made each kind of product, in the order in which that is taken back: first what carries traffic. */
    private static final Map<String, List<String>> TAKEN_BACK = Map.of(
            "internet-on-demand", List.of("build-access", "assign-ip"),
            "port", List.of("add-members", "reserve-port"),
            "virtual-circuit", List.of("set-up-circuit", "assign-vni", "assign-vlan-z", "assign-vlan-a"),
            "cloud-connection", List.of("set-up-bgp", "set-up-route", "assign-ip", "assign-vlan"),
            "multi-cloud-gateway", List.of("create-gateway"));

    private static final Map<String, String> TITLES = Map.of(
            "build-access", "Cease the line",
            "assign-ip", "Give the address back",
            "add-members", "Give the added ports back",
            "reserve-port", "Give the port back",
            "set-up-circuit", "Remove the circuit",
            "assign-vni", "Give the circuit's number back",
            "set-up-bgp", "Remove the BGP session",
            "set-up-route", "Remove the cloud route",
            "create-gateway", "Remove the gateway");

    /** Each step that suspends something, and the step that made that. */
    private static final Map<String, String> SUSPENDS = Map.of(
            "suspend-access", "build-access",
            "suspend-port", "reserve-port",
            "suspend-circuit", "set-up-circuit",
            "suspend-gateway", "create-gateway",
            "suspend-bgp", "set-up-bgp",
            "suspend-vlan", "assign-vlan");

    private Endings() {}

    /** Forward only: the customer has left. The first step that is done is the confirmed loss of service. */
    static List<String> delete(ChangePlan plan) {
        plan.make(
                        "announce-end",
                        "Mark the product as ending",
                        Product.CAPABILITY,
                        Product.Desired.state(plan.held().id(), ProductState.pendingTerminate))
                .afterCommit();
        List<String> steps = new ArrayList<>();
        if (plan.held().state().equals(ProductState.suspended.name())) {
            suspension(plan).ifPresent(made -> takeBackSuspension(plan, made));
        }
        for (String step : Objects.requireNonNull(TAKEN_BACK.get(plan.held().specification()))) {
            List<Made> all = plan.all(step);
            for (int n = 0; n < all.size(); n++) {
                String name = "release-" + step + (n == 0 ? "" : "-" + (n + 1));
                plan.takeBack(name, TITLES.getOrDefault(step, "Give the VLAN back"), all.get(n));
                steps.add(name);
            }
        }
        return steps;
    }

    /** Whether the customer can hold a release up, and is served meanwhile: as the owner of an AWS hosted connection can. */
    static boolean waitsForCustomer(@Nullable String release) {
        return "release-set-up-route".equals(release);
    }

    static void suspend(ChangePlan plan) {
        switch (plan.held().specification()) {
            case "internet-on-demand" ->
                suspend(
                        plan,
                        "suspend-access",
                        "Suspend the line",
                        Access.CAPABILITY,
                        new Access.Desired(plan.place(), plan.speed(), true));
            case "port" ->
                suspend(
                        plan,
                        "suspend-port",
                        "Suspend the port",
                        Port.CAPABILITY,
                        new Port.Desired(plan.place(), plan.speed(), 1, true, List.of()));
            case "virtual-circuit" -> suspendCircuit(plan);
            case "multi-cloud-gateway" ->
                suspend(
                        plan,
                        "suspend-gateway",
                        "Suspend the gateway",
                        Gateway.CAPABILITY,
                        new Gateway.Desired(plan.place(), plan.item().number("asn"), plan.speed(), true));
            default -> suspendConnection(plan);
        }
    }

    private static void suspendCircuit(ChangePlan plan) {
        Line line = suspend(
                plan,
                "suspend-circuit",
                "Suspend the circuit",
                Circuit.CAPABILITY,
                new Circuit.Desired(plan.speed(), true));
        plan.withReceipt(line, "vni", "assign-vni");
        plan.withReceipt(line, "vlanA", "assign-vlan-a");
        plan.withReceipt(line, "vlanZ", "assign-vlan-z");
    }

    /** Clouds suspend nothing: it is cut on our side. */
    private static void suspendConnection(ChangePlan plan) {
        if (plan.held().receipts().containsKey("set-up-bgp")) {
            Cloud cloud = Cloud.valueOf(plan.item().text("cloud"));
            Line line = suspend(
                    plan,
                    "suspend-bgp",
                    "Take the BGP session down",
                    Bgp.CAPABILITY,
                    Recipes.session(cloud, plan.item(), true));
            Changes.session(plan, line);
        } else {
            suspend(plan, "suspend-vlan", "Suspend the VLAN", Vlan.CAPABILITY, new Vlan.Desired(null));
        }
    }

    /** The step that confirms it. */
    static String resume(ChangePlan plan) {
        Made made = suspension(plan)
                .orElseThrow(() -> new IllegalStateException(
                        "nothing is known of the suspension of " + plan.held().id()));
        return takeBackSuspension(plan, made);
    }

    private static Optional<Made> suspension(ChangePlan plan) {
        return plan.allOf("suspend-").stream().findFirst();
    }

    private static String takeBackSuspension(ChangePlan plan, Made suspension) {
        String suspend = suspension.key().step();
        String resume = suspend.replace("suspend", "resume");
        Line line = plan.takeBack(resume, "Take the suspension back", suspension);
        plan.withReceipt(line, StepCall.CURRENT, Objects.requireNonNull(SUSPENDS.get(suspend)));
        return resume;
    }

    /** A suspension is a change of what another step made. */
    private static <D> Line suspend(
            ChangePlan plan, String name, String title, Capability<D, ?> capability, D desired) {
        return plan.change(name, title, capability, Objects.requireNonNull(SUSPENDS.get(name)), desired);
    }
}
