package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.Capability;
import dev.turnup.step.StepKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page on which a recipe writes the steps of one item. */
public final class ItemPlan {
    private final String productId;
    private final OrderRequest.Item item;
    private final AdaptersInService adapters;
    private final List<Related> related;
    private final List<Apart> apart;
    private final List<Line> lines = new ArrayList<>();

    ItemPlan(
            String productId,
            OrderRequest.Item item,
            List<Related> related,
            List<Apart> apart,
            AdaptersInService adapters) {
        this.productId = productId;
        this.item = item;
        this.related = related;
        this.apart = apart;
        this.adapters = adapters;
    }

    /** Something that the item relies on, in the order in which the customer named it. */
    public sealed interface Related {
        String specification();

        /** An item of the same order. */
        record Ordered(String itemId, String specification) implements Related {}

        /** A product that was there before. */
        record Held(HeldProduct product) implements Related {
            @Override
            public String specification() {
                return product.specification();
            }
        }
    }

    /** @param what must not be shared with it */
    record Apart(Related from, String what) {}

    /** Of the product that an add makes. */
    String productId() {
        return productId;
    }

    public OrderRequest.Item item() {
        return item;
    }

    public List<Related> related() {
        return related;
    }

    /** What must not be shared, with each in turn of what the item is kept apart from. */
    List<String> apart() {
        return apart.stream().map(Apart::what).toList();
    }

    /** The place of the item itself; intake has made sure that it is there. */
    public String place() {
        String place = item.place();
        if (place == null) {
            throw new IllegalStateException("item " + item.id() + " has no place");
        }
        return place;
    }

    /** What is known of that place. */
    Qualification.@Nullable Answered answered() {
        return item.known() == null ? null : item.known().place();
    }

    /** Adds a step that is taken back when the order can't be kept. */
    public <D> Line step(String name, String title, Capability<D, ?> capability, D desired) {
        return step(name, title, capability, "", desired);
    }

    /** @param variant chooses among the adapters of the capability, for instance a cloud's name */
    public <D> Line step(String name, String title, Capability<D, ?> capability, String variant, D desired) {
        return step(name, title, adapters.of(capability, variant), Json.tree(desired));
    }

    /** A step for the adapter that keeps what is there. */
    Line step(String name, String title, String taskQueue, JsonNode desired) {
        return step(name, title, adapters.at(taskQueue), desired);
    }

    private Line step(String name, String title, AdapterProfile adapter, JsonNode desired) {
        Line line = new Line(name, title, adapter, desired);
        lines.add(line);
        return line;
    }

    List<String> stepNames() {
        return lines.stream().map(line -> line.name).toList();
    }

    String lastStep() {
        return lines.getLast().name;
    }

    List<PlannedStep> steps() {
        return lines.stream().map(Line::planned).toList();
    }

    /** One step in the making. */
    public final class Line {
        private final String name;
        private final String title;
        private final AdapterProfile adapter;
        private final JsonNode desired;
        private final Map<String, String> inputs = new LinkedHashMap<>();
        private final Map<String, JsonNode> given = new LinkedHashMap<>();
        private final Map<String, String> changeable = new LinkedHashMap<>();
        private String place = item.place() == null ? "" : item.place();
        private boolean undoable = true;
        private boolean skippable;
        private boolean softPointOfNoReturn;
        private Phase phase = Phase.PROVISION;
        private Duration due = Duration.ofDays(1);
        private @Nullable StepKey takesBack;
        private boolean oneWay;

        private Line(String name, String title, AdapterProfile adapter, JsonNode desired) {
            this.name = name;
            this.title = title;
            this.adapter = adapter;
            this.desired = desired;
        }

        /** The adapter gets the receipt of an earlier step of this item. */
        public Line reads(String alias, String step) {
            inputs.put(alias, item.id() + "/" + step);
            return this;
        }

        /** The adapter gets the receipt of a step of something that the item relies on. */
        public Line reads(String alias, Related other, String step) {
            switch (other) {
                case Related.Ordered ordered -> inputs.put(alias, ordered.itemId() + "/" + step);
                case Related.Held held -> given(alias, held.product().receipts().get(step));
            }
            return this;
        }

        /** The adapter gets the receipts of what it must keep apart from, as {@code apart1}, {@code apart2}, …. */
        Line readsApart(String step) {
            for (int n = 0; n < apart.size(); n++) {
                reads("apart" + (n + 1), apart.get(n).from(), step);
            }
            return this;
        }

        /** The adapter gets a receipt that was there before the order. */
        Line given(String alias, @Nullable JsonNode receipt) {
            if (receipt != null) {
                given.put(alias, receipt);
            }
            return this;
        }

        boolean isOf(Capability<?, ?> capability) {
            return adapter.capability().equals(capability.name());
        }

        /** Where it happens, where that isn't the item's own place. */
        public Line at(String site) {
            place = site;
            return this;
        }

        /** It only asks: there is nothing to take back. */
        public Line asksOnly() {
            undoable = false;
            return this;
        }

        /** An operator may skip it, with evidence that it was done otherwise. */
        public Line skippable() {
            skippable = true;
            return this;
        }

        /** An operator may change this field of the input, to what the offering allows for the characteristic. */
        public Line changeable(String field, String characteristic) {
            changeable.put(field, characteristic);
            return this;
        }

        /** From here a customer's cancel is charged. */
        public Line softPointOfNoReturn() {
            softPointOfNoReturn = true;
            return this;
        }

        /** It runs after the commit, and forward only. */
        public Line afterCommit() {
            phase = Phase.ACTIVATE;
            undoable = false;
            return this;
        }

        /** It takes back what a step of an earlier order made. */
        public Line takesBack(StepKey made) {
            takesBack = made;
            return this;
        }

        /** Its adapter can't change it back. */
        Line oneWay() {
            oneWay = true;
            return this;
        }

        /** How long it may wait for a worker before an operator decides; one day unless said. */
        public Line due(Duration within) {
            due = within;
            return this;
        }

        private PlannedStep planned() {
            return new PlannedStep(
                    name,
                    title,
                    place,
                    adapter.capability(),
                    adapter.adapter(),
                    adapter.placement(),
                    phase,
                    desired,
                    inputs,
                    given,
                    undoable,
                    skippable,
                    softPointOfNoReturn,
                    changeable,
                    takesBack,
                    due,
                    adapter.lateLanding(),
                    oneWay);
        }
    }
}
