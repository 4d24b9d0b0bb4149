package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.access.Access;
import dev.turnup.capacity.Capacity;
import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Vni;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.plan.ItemPlan.Related;
import dev.turnup.plan.Pools.Limits;
import dev.turnup.port.IpPrefix;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How each kind of product is turned up. The billing step that ends every recipe is written by the planner. */
final class Recipes {
    static final Map<String, Recipe> ADD = Map.of(
            "internet-on-demand", Recipes::internet,
            "port", Recipes::port,
            "virtual-circuit", Recipes::circuit,
            "cloud-connection", Recipes::cloudConnection,
            "multi-cloud-gateway", Recipes::gateway);

    private Recipes() {}

    private static void internet(ItemPlan plan) {
        long speed = plan.item().number("speedMbps");
        plan.step(
                        "qualify",
                        "Check the location",
                        Qualification.CAPABILITY,
                        new Qualification.Desired(plan.place(), speed, null, plan.answered()))
                .asksOnly();
        Optional.ofNullable(plan.answered())
                .map(answered -> Limits.of(plan.place(), answered).location())
                .ifPresent(pool -> plan.step(
                        "hold-capacity",
                        "Hold the bandwidth",
                        Capacity.CAPABILITY,
                        new Capacity.Desired(plan.productId(), speed, List.of(pool))));
        plan.step("build-access", "Connect the building", Access.CAPABILITY, new Access.Desired(plan.place(), speed))
                .reads("qualification", "qualify")
                .skippable()
                .softPointOfNoReturn();
        plan.step("assign-ip", "Assign the address", IpPrefix.CAPABILITY, new IpPrefix.Desired("internet"));
    }

    private static void port(ItemPlan plan) {
        long speed = plan.item().number("speedMbps");
        plan.step(
                        "qualify",
                        "Check the location",
                        Qualification.CAPABILITY,
                        new Qualification.Desired(plan.place(), speed, null, plan.answered()))
                .asksOnly();
        plan.step("reserve-port", "Take a port", Port.CAPABILITY, members(plan, speed))
                .readsApart("reserve-port");
    }

    private static Port.Desired members(ItemPlan plan, long speed) {
        int members =
                plan.item().characteristic("members").map(JsonNode::intValue).orElse(1);
        return new Port.Desired(plan.place(), speed, members, false, plan.apart());
    }

    private static void circuit(ItemPlan plan) {
        Related a = plan.related().get(0);
        Related z = plan.related().get(1);
        plan.step("assign-vlan-a", "Assign the VLAN, A end", Vlan.CAPABILITY, vlan(plan, "vlanA"))
                .reads("port", a, "reserve-port")
                .changeable("vlan", "vlanA");
        plan.step("assign-vlan-z", "Assign the VLAN, Z end", Vlan.CAPABILITY, vlan(plan, "vlanZ"))
                .reads("port", z, "reserve-port")
                .changeable("vlan", "vlanZ");
        plan.step(
                        "assign-vni",
                        "Assign the circuit's number",
                        Vni.CAPABILITY,
                        new Vni.Desired(plan.apart().size()))
                .readsApart("assign-vni");
        plan.step(
                        "set-up-circuit",
                        "Set up the circuit",
                        Circuit.CAPABILITY,
                        new Circuit.Desired(plan.item().number("speedMbps")))
                .reads("vni", "assign-vni")
                .reads("vlanA", "assign-vlan-a")
                .reads("vlanZ", "assign-vlan-z");
    }

    private static void cloudConnection(ItemPlan plan) {
        Cloud cloud = Cloud.valueOf(plan.item().text("cloud"));
        String onRamp = plan.item().text("onRamp");
        long speed = plan.item().number("speedMbps");
        Related base = plan.related().getFirst();
        boolean onPort = base.specification().equals("port");
        plan.step(
                        "qualify",
                        "Check the on-ramp",
                        Qualification.CAPABILITY,
                        new Qualification.Desired(onRamp, speed, cloud.name()))
                .asksOnly()
                .at(onRamp);
        if (onPort) {
            plan.step("assign-vlan", "Assign the VLAN", Vlan.CAPABILITY, vlan(plan, "vlan"))
                    .reads("port", base, "reserve-port")
                    .changeable("vlan", "vlan");
        } else {
            plan.step("assign-ip", "Assign the peering address", IpPrefix.CAPABILITY, new IpPrefix.Desired("peering"));
        }
        ItemPlan.Line route = plan.step(
                        "set-up-route",
                        "Set up the cloud route",
                        CloudRoute.CAPABILITY,
                        cloud.name(),
                        new CloudRoute.Desired(
                                cloud.name(), onRamp, speed, plan.item().text(cloud.keyCharacteristic())))
                .at(onRamp)
                .changeable("customerKey", cloud.keyCharacteristic())
                .softPointOfNoReturn();
        if (onPort) {
            route.reads("vlan", "assign-vlan");
            return;
        }
        plan.step("set-up-bgp", "Set up the BGP session", Bgp.CAPABILITY, session(cloud, plan.item(), false))
                .reads("gateway", base, "create-gateway")
                .reads("route", "set-up-route")
                .reads("ip", "assign-ip")
                .at(onRamp);
    }

    static Bgp.Desired session(Cloud cloud, OrderRequest.Item item, boolean suspended) {
        return new Bgp.Desired(
                cloud.asn(),
                item.characteristic("bgpMd5Key").map(JsonNode::textValue).orElse(null),
                item.characteristic("bgpPrefixes").map(JsonNode::textValue).orElse(null),
                item.characteristic("bgpMed").map(JsonNode::longValue).orElse(null),
                item.characteristic("bgpPrepend").map(JsonNode::intValue).orElse(0),
                suspended);
    }

    private static void gateway(ItemPlan plan) {
        ItemPlan.Line create = plan.step(
                        "create-gateway",
                        "Create the gateway",
                        Gateway.CAPABILITY,
                        new Gateway.Desired(
                                plan.place(),
                                plan.item().number("asn"),
                                plan.item().number("speedMbps")))
                .changeable("asn", "asn");
        for (int n = 0; n < plan.related().size(); n++) {
            create.reads("port" + (n + 1), plan.related().get(n), "reserve-port");
        }
    }

    /** An end on a port takes a VLAN and bandwidth there. */
    private static Vlan.Desired vlan(ItemPlan plan, String characteristic) {
        Integer wanted = plan.item()
                .characteristic(characteristic)
                .map(JsonNode::intValue)
                .orElse(null);
        return new Vlan.Desired(wanted, plan.item().number("speedMbps"), null);
    }
}
