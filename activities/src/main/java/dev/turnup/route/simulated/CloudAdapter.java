package dev.turnup.route.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.port.Vlan;
import dev.turnup.route.Cloud;
import dev.turnup.route.CloudRoute;
import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.route.CloudRoute.Receipt;
import dev.turnup.simulated.Behaviour;
import dev.turnup.simulated.Fingerprint;
import dev.turnup.simulated.LifeCycle;
import dev.turnup.simulated.Resource;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.SimulatedAdapter;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.Wanted;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Party;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What the clouds have in common: speeds they sell, a customer's key that they know, and a VLAN. */
abstract class CloudAdapter extends SimulatedAdapter<Desired, Receipt> {
    /** Three weeks: long enough for a customer's holiday or change freeze, short enough for us to hold the capacity. */
    static final Duration CUSTOMER_HAS = Duration.ofDays(21);

    private final Cloud cloud;
    private final CloudTerms terms;
    private final SecretResolver secrets;

    CloudAdapter(SimulatedWorld world, SecretResolver secrets, Cloud cloud, CloudTerms terms, LifeCycle life) {
        super(world, CloudRoute.CAPABILITY, "simulated-" + cloud.name(), life);
        this.cloud = cloud;
        this.terms = terms;
        this.secrets = secrets;
    }

    /** The id that the provider assigns to a new connection. */
    abstract String id(StepCall<Desired> call);

    /** What the provider keeps of the connection beside its id and speed. */
    Map<String, Object> attributes(StepCall<Desired> call) {
        return Map.of();
    }

    /** The VLAN id that the provider insists on for a new connection, or null where ours is used. */
    @Nullable
    Integer vlan(StepCall<Desired> call) {
        return null;
    }

    @Override
    protected final Wanted wanted(StepCall<Desired> call) {
        long speed = call.desired().speedMbps();
        if (!terms.speedsMbps().contains(speed)) {
            throw new StepFailure(
                    FailureCode.PROVIDER_REFUSED,
                    cloud + " sells no " + terms.kind() + " of " + speed + " Mbit/s, but " + terms.speedsMbps());
        }
        String key = customerKey(call);
        if (!terms.key().matcher(key).matches()) {
            throw new StepFailure(FailureCode.KEY_REFUSED, cloud + " knows no such " + terms.keyName());
        }
        Map<String, Object> attributes = new LinkedHashMap<>(attributes(call));
        attributes.put("onRamp", call.desired().onRamp());
        attributes.put("speedMbps", speed);
        String fingerprint =
                terms.oneConnectionPerKey() ? Fingerprint.of(cloud, key).hex() : null;
        return new Wanted(
                terms.kind(),
                connectionId(call),
                call.tenant(),
                attributes,
                fingerprint,
                conduct().customerAcceptsAfter());
    }

    @Override
    protected final Receipt receipt(StepCall<Desired> call, Resource resource) {
        return new Receipt(cloud.name(), resource.id(), resource.state(), agreedVlan(call));
    }

    @Override
    protected final String id(Receipt receipt) {
        return receipt.connectionId();
    }

    /** What the provider assigned stays when the connection is changed. */
    final String connectionId(StepCall<Desired> call) {
        return current(call).map(Receipt::connectionId).orElseGet(() -> id(call));
    }

    /** The VLAN id that the provider insisted on, or null where ours is used. */
    @Nullable
    final Integer agreedVlan(StepCall<Desired> call) {
        Optional<Receipt> current = current(call);
        return current.isPresent() ? current.get().vlan() : vlan(call);
    }

    @Override
    protected final void checkChange(Resource from, JsonNode to) {
        long speed = from.attribute("speedMbps").longValue();
        long wanted = to.path("speedMbps").longValue();
        if (!terms.change().allows(speed, wanted)) {
            throw new StepFailure(
                    FailureCode.PROVIDER_REFUSED,
                    cloud + " can't take " + from.id() + " from " + speed + " to " + wanted + " Mbit/s");
        }
    }

    @Override
    protected final Party operator() {
        return Party.CLOUD;
    }

    @Override
    protected final List<Behaviour> marked(StepCall<Desired> call) {
        return Marker.of(customerKey(call));
    }

    /** The VLAN of the customer's port, where the connection is on one. */
    static OptionalInt ourVlan(StepCall<Desired> call) {
        return call.earlierIfAny("vlan", Vlan.Receipt.class)
                .map(receipt -> OptionalInt.of(receipt.vlan()))
                .orElse(OptionalInt.empty());
    }

    /** The key itself: never to be kept, logged or answered. */
    private String customerKey(StepCall<Desired> call) {
        return secrets.reveal(call.tenant(), call.desired().customerKey());
    }
}
