package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.qualification.Qualification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An order as its customer placed it, read but not yet judged.
 *
 * @param requested when the customer wants it to begin; null for at once
 * @param window the event window on whose behalf it is, which has reserved the capacity; null for all others
 */
public record OrderRequest(
        CompletionMode mode,
        @Nullable Instant requested,
        List<Item> items,
        @Nullable String window) {

    public OrderRequest(CompletionMode mode, @Nullable Instant requested, List<Item> items) {
        this(mode, requested, items, null);
    }

    public OrderRequest(CompletionMode mode, List<Item> items) {
        this(mode, null, items);
    }

    /**
     * @param specification what kind of product the offering is
     * @param productId what it is about; null for what is yet to be made
     * @param characteristics all of them, as they are to be
     * @param place a site or building id
     * @param relations on what it is built, in the order of the catalogue's roles
     * @param after ids of items that come before it without its being built on them
     * @param diverseFrom with what it must not share something
     * @param basis what was known of the product that it is about; null for what is yet to be made
     * @param known of its place; null where that was not asked
     */
    public record Item(
            String id,
            String action,
            String offering,
            String specification,
            @Nullable String productId,
            @Nullable String name,
            @Nullable String place,
            Map<String, JsonNode> characteristics,
            List<Relation> relations,
            List<String> after,
            List<Diverse> diverseFrom,
            @Nullable Basis basis,
            @Nullable Known known) {

        /** Of the offering that ships for its kind. */
        public Item(
                String id,
                String action,
                String offering,
                @Nullable String name,
                @Nullable String place,
                Map<String, JsonNode> characteristics,
                List<Relation> relations) {
            this(
                    id,
                    action,
                    offering,
                    offering,
                    null,
                    name,
                    place,
                    characteristics,
                    relations,
                    List.of(),
                    List.of(),
                    null,
                    null);
        }

        /** The same with these values. */
        public Item with(Map<String, JsonNode> values) {
            return with(values, basis, known);
        }

        /** The same at an hourly price that was agreed before. */
        Item at(BigDecimal perHour) {
            return with(characteristics, new Basis(Objects.requireNonNull(basis).version(), perHour), known);
        }

        private Item undated() {
            return known == null ? this : with(characteristics, basis, known.undated());
        }

        private Item with(Map<String, JsonNode> values, @Nullable Basis otherBasis, @Nullable Known otherKnown) {
            return new Item(
                    id,
                    action,
                    offering,
                    specification,
                    productId,
                    name,
                    place,
                    values,
                    relations,
                    after,
                    diverseFrom,
                    otherBasis,
                    otherKnown);
        }

        public boolean isAdd() {
            return action.equals("add");
        }

        public Optional<JsonNode> characteristic(String characteristic) {
            return Optional.ofNullable(characteristics.get(characteristic));
        }

        public String text(String characteristic) {
            return characteristic(characteristic).orElseThrow().asText();
        }

        public long number(String characteristic) {
            return characteristic(characteristic).orElseThrow().asLong();
        }
    }

    /**
     * On what the change of a product is based.
     *
     * @param version of the product when it was judged: it must be the same when the order is stored
     * @param perHour the price that was agreed for what is to be; null for that of today's catalogue
     */
    public record Basis(int version, @Nullable BigDecimal perHour) {}

    /**
     * By what of its place an item was judged.
     *
     * @param perHour the price that its customer was told; null for that of today's catalogue
     */
    public record Known(
            Qualification.Answered place, @Nullable BigDecimal perHour) {
        private Known undated() {
            Qualification.Answered undated = new Qualification.Answered(
                    place.technology(),
                    place.maxSpeedMbps(),
                    place.leadTimeDays(),
                    Instant.EPOCH,
                    place.capacityMbps());
            return new Known(undated, perHour);
        }
    }

    /**
     * On what an item relies: exactly one of an item of the same order and a product that the customer holds.
     *
     * @param version of the product when it was judged: it must be the same when the order is stored; 0 for an item
     */
    public record Relation(
            @Nullable String itemId, @Nullable String productId, int version) {

        /** A product that was never changed. */
        public Relation(@Nullable String itemId, @Nullable String productId) {
            this(itemId, productId, 0);
        }
    }

    /** @param what must not be shared: {@code device}, {@code entry} (of the building) or {@code path} */
    public record Diverse(Relation from, String what) {}

    /** The same with prices that were agreed before, by product. */
    public OrderRequest at(Map<String, BigDecimal> perHour) {
        return new OrderRequest(
                mode,
                requested,
                items.stream()
                        .map(item -> item.at(Objects.requireNonNull(perHour.get(item.productId()))))
                        .toList(),
                window);
    }

    /** The same whenever it is judged, as long as the same is known. */
    public OrderRequest undated() {
        return new OrderRequest(
                mode, requested, items.stream().map(Item::undated).toList(), window);
    }

    public Optional<Item> item(String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst();
    }
}
