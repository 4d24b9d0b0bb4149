package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.access.Access;
import dev.turnup.billing.Billing;
import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Vni;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.plan.PlannedStep;
import dev.turnup.plan.Problem;
import dev.turnup.port.IpPrefix;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.CloudRoute;
import dev.turnup.step.Capability;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an operator may change in a step's input: the fields of the capability's own record, each by its type. */
final class DesiredInput {
    private static final Map<String, Class<?>> DESIRED = Stream.of(
                    Access.CAPABILITY,
                    Bgp.CAPABILITY,
                    Billing.CAPABILITY,
                    Circuit.CAPABILITY,
                    CloudRoute.CAPABILITY,
                    Gateway.CAPABILITY,
                    IpPrefix.CAPABILITY,
                    Port.CAPABILITY,
                    Qualification.CAPABILITY,
                    Vlan.CAPABILITY,
                    Vni.CAPABILITY)
            .collect(Collectors.toMap(Capability::name, Capability::desired));

    private DesiredInput() {}

    static List<Problem> broken(PlannedStep step, @Nullable JsonNode input) {
        Map<String, RecordComponent> fields = fields(step.capability());
        if (input == null || input.isEmpty()) {
            return List.of(new Problem("input", "is missing: the fields to change, of " + names(fields)));
        }
        List<Problem> problems = new ArrayList<>();
        input.properties().forEach(property -> {
            RecordComponent field = fields.get(property.getKey());
            String path = "input." + property.getKey();
            if (field == null) {
                problems.add(new Problem(path, "the step has no such input; it has " + names(fields)));
            } else if (!fits(field.getType(), property.getValue())) {
                problems.add(new Problem(path, "must be of type " + shown(field.getType())));
            }
        });
        return problems;
    }

    private static Map<String, RecordComponent> fields(String capability) {
        Class<?> desired = DESIRED.get(capability);
        return desired == null
                ? Map.of()
                : Arrays.stream(desired.getRecordComponents())
                        .collect(Collectors.toMap(RecordComponent::getName, Function.identity()));
    }

    private static String names(Map<String, RecordComponent> fields) {
        return fields.isEmpty()
                ? "which it has none"
                : fields.keySet().stream().sorted().collect(Collectors.joining(", "));
    }

    private static boolean fits(Class<?> type, JsonNode value) {
        if (type == String.class) {
            return value.isTextual();
        }
        if (type == long.class || type == Long.class) {
            return value.isIntegralNumber() && value.canConvertToLong();
        }
        if (type == int.class || type == Integer.class) {
            return value.isIntegralNumber() && value.canConvertToInt();
        }
        return type == boolean.class ? value.isBoolean() : type == BigDecimal.class && value.isNumber();
    }

    private static String shown(Class<?> type) {
        if (type == String.class) {
            return "string";
        }
        return type == boolean.class ? "boolean" : type == BigDecimal.class ? "number" : "integer";
    }
}
