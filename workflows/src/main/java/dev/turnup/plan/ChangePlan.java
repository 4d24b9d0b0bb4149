package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.Inventory.Made;
import dev.turnup.plan.ItemPlan.Line;
import dev.turnup.plan.ItemPlan.Related;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.Capability;
import dev.turnup.step.StepCall;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The page on which the change of a product is written: what is there, what is wanted, and the steps from one to the other. */
final class ChangePlan {
    private final ItemPlan page;
    private final HeldProduct held;
    private final Map<String, List<Made>> made;
    private final boolean forwardOnly;

    /** @param forwardOnly whether everything runs after the commit: what is refused then goes to an operator */
    ChangePlan(ItemPlan page, HeldProduct held, Map<String, List<Made>> made, boolean forwardOnly) {
        this.page = page;
        this.held = held;
        this.made = made;
        this.forwardOnly = forwardOnly;
    }

    boolean isForwardOnly() {
        return forwardOnly;
    }

    HeldProduct held() {
        return held;
    }

    OrderRequest.Item item() {
        return page.item();
    }

    String place() {
        return page.place();
    }

    /** What is known of that place. */
    Qualification.@Nullable Answered answered() {
        return page.answered();
    }

    /** What the product relies on, in the catalogue's order. */
    List<HeldProduct> bases() {
        return page.related().stream()
                .map(related -> ((Related.Held) related).product())
                .toList();
    }

    boolean changes(String... characteristics) {
        return Arrays.stream(characteristics)
                .anyMatch(name -> !Objects.equals(item().characteristics().get(name), held.characteristic(name)));
    }

    /** The value that is wanted, changed or not; null where there is none. */
    @Nullable
    JsonNode wanted(String characteristic) {
        return item().characteristics().get(characteristic);
    }

    long speed() {
        return item().number("speedMbps");
    }

    boolean isRaised() {
        return speed() > held.speedMbps();
    }

    /** A step that makes something new for the product. */
    <D> Line make(String name, String title, Capability<D, ?> capability, D desired) {
        return placed(page.step(name, title, capability, desired));
    }

    /** A step that changes what another one made, by the adapter that keeps it. */
    <D> Line change(String name, String title, Capability<D, ?> capability, String madeBy, D desired) {
        Made whole = newest(madeBy)
                .orElseThrow(() -> new IllegalStateException("nothing is known of " + madeBy + " of " + held.id()));
        Line line = page.step(name, title, whole.taskQueue(), Json.tree(desired));
        if (!line.isOf(capability)) {
            throw new IllegalStateException(whole.taskQueue() + " is no " + capability.name());
        }
        return placed(line.given(StepCall.CURRENT, held.receipts().get(madeBy)));
    }

    /** A step that takes back what another one made; an operator may say that it was done otherwise. */
    Line takeBack(String name, String title, Made thing) {
        return page.step(name, title, thing.taskQueue(), thing.desired())
                .takesBack(thing.key())
                .skippable()
                .afterCommit();
    }

    /** The last that a step of this name made. */
    Optional<Made> newest(String step) {
        return all(step).stream().findFirst();
    }

    /** All that steps of this name made, the newest first. */
    List<Made> all(String step) {
        return made.getOrDefault(step, List.of());
    }

    /** What steps whose names begin so made, the newest first. */
    List<Made> allOf(String prefix) {
        return made.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** A receipt of the product, under the adapter's name for it. */
    Line withReceipt(Line line, String alias, String step) {
        return line.given(alias, held.receipts().get(step));
    }

    private Line placed(Line line) {
        return forwardOnly ? line.afterCommit() : line;
    }
}
