package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.step.StepKey;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One step as it was planned; nothing of it is computed again later.
 *
 * @param title what operators read in the timeline
 * @param place site or building id, empty where it is between places
 * @param inputs which earlier receipts the adapter gets: its name for it, and {@code item/step} of this order
 * @param given receipts of products that were there before the order, by the adapter's name for them
 * @param undoable whether it leaves something that must be taken back
 * @param changeable what an operator may change of the input: a field of it, and the offering's characteristic whose rules hold
 * @param softPointOfNoReturn whether a customer's cancel costs a charge once this is done
 * @param due how long it may wait for a worker before an operator decides
 * @param takesBack the step of an earlier order whose effect this one takes back; null where it makes something
 * @param lateLanding how long after a lost answer its effect may still appear; zero on our own database
 * @param oneWay whether the adapter can't change back what this changes, so that all else is to be sure before it
 */
public record PlannedStep(
        String name,
        String title,
        String place,
        String capability,
        String adapter,
        Placement placement,
        Phase phase,
        JsonNode desired,
        Map<String, String> inputs,
        Map<String, JsonNode> given,
        boolean undoable,
        boolean skippable,
        boolean softPointOfNoReturn,
        Map<String, String> changeable,
        @Nullable StepKey takesBack,
        Duration due,
        Duration lateLanding,
        boolean oneWay) {

    public PlannedStep {
        place = place == null ? "" : place;
    }

    public String taskQueue() {
        return capability + "." + adapter;
    }
}
