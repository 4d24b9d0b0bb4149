package dev.turnup.plan;

import dev.turnup.Json;
import dev.turnup.billing.Billing;
import dev.turnup.billing.Term;
import dev.turnup.qualification.Qualification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One item as it was planned.
 *
 * @param action {@code add}, {@code modify}, {@code delete}, {@code suspend} or {@code resume}; null in plans from before there was a choice
 * @param place site or building id, null for what lies between places
 * @param dependsOn ids of items of the same order that come first
 * @param perHour price in the plan's currency from activation on
 * @param oneOff charged once at activation
 * @param cancelCharge charged once when the customer cancels after a soft point of no return
 * @param comesAfter ids of items that it isn't built on, but that are to be sure before it begins: it can't be changed back; none in older
 *     plans, whose dependsOn has them
 */
public record PlannedItem(
        String id,
        @Nullable String action,
        String offering,
        String name,
        String productId,
        @Nullable String place,
        List<String> dependsOn,
        List<PlannedStep> steps,
        BigDecimal perHour,
        BigDecimal oneOff,
        BigDecimal cancelCharge,
        List<String> comesAfter) {

    public PlannedItem {
        comesAfter = comesAfter == null ? List.of() : comesAfter;
    }

    /** Whether it makes something new; everything else is about a product that is there. */
    public boolean isAdd() {
        return action == null || action.equals("add");
    }

    /** Whether it changes something that can't be changed back. */
    boolean isOneWay() {
        return steps.stream().anyMatch(PlannedStep::oneWay);
    }

    /** Whether it makes this of the product otherwise, which others may have been built on. */
    public boolean changes(String characteristic) {
        return steps.stream()
                .anyMatch(step -> step.desired().path("characteristics").has(characteristic));
    }

    /** What was known of its place; empty in plans of items that don't ask, and in older ones. */
    public Optional<Qualification.Answered> answered() {
        return steps.stream()
                .filter(step -> step.capability().equals(Qualification.CAPABILITY.name()))
                .flatMap(step -> Stream.ofNullable(
                        Json.read(step.desired(), Qualification.Desired.class).answered()))
                .findFirst();
    }

    /** The ordered term of what it ends; empty where it ends nothing, or there is none. */
    public Optional<Term> term() {
        return steps.stream()
                .filter(step -> step.capability().equals(Billing.CAPABILITY.name()))
                .flatMap(step -> Stream.ofNullable(
                        Json.read(step.desired(), Billing.Desired.class).term()))
                .findFirst();
    }

    /** The same when these items are sure. */
    PlannedItem after(List<String> others) {
        return new PlannedItem(
                id, action, offering, name, productId, place, dependsOn, steps, perHour, oneOff, cancelCharge, others);
    }

    /** Ids of the items whose steps before the commit are done before its own begin. */
    public List<String> startsAfter() {
        return Stream.concat(dependsOn.stream(), comesAfter.stream()).distinct().toList();
    }

    public List<PlannedStep> steps(Phase phase) {
        return steps.stream().filter(step -> step.phase() == phase).toList();
    }
}
