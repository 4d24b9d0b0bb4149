package dev.turnup.worker;

import dev.turnup.Json;
import dev.turnup.order.TaskQueues;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedStep;
import dev.turnup.step.Adapter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * Every adapter that this build has, and which of them are in service.
 *
 * @param inService what new plans use
 */
public record Adapters(List<Adapter<?, ?>> all, List<AdapterProfile> inService) {

    /** Refuses to start with a role that nothing answers to. */
    void checkRoles(List<String> roles) {
        Set<String> known = all.stream().map(Adapter::taskQueue).collect(Collectors.toCollection(TreeSet::new));
        known.addAll(List.of("all", "intake", TaskQueues.ORCHESTRATION, TaskQueues.HUB));
        List<String> unknown =
                roles.stream().filter(role -> !known.contains(role)).toList();
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "There is no role " + String.join(", ", unknown) + "; there are " + String.join(", ", known) + ".");
        }
    }

    /** Refuses to start with a configuration that drops an adapter which an open plan names. */
    void check(Jdbi jdbi) {
        Set<String> dropped = new TreeSet<>();
        Set<String> known = inService.stream().map(AdapterProfile::taskQueue).collect(Collectors.toSet());
        jdbi.useHandle(handle -> handle.createQuery("select plan from product_order where ended_at is null")
                .mapTo(String.class)
                .map(json -> Json.read(json, Plan.class))
                .forEach(plan -> plan.items()
                        .forEach(item -> item.steps().stream()
                                .map(PlannedStep::taskQueue)
                                .filter(queue -> !known.contains(queue))
                                .forEach(dropped::add))));
        if (!dropped.isEmpty()) {
            throw new IllegalStateException("Open orders need adapters that turnup.adapters does not name: "
                    + String.join(", ", dropped) + ". Put them back until these orders have ended.");
        }
    }
}
