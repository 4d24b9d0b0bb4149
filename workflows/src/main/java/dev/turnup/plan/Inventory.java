package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.catalogue.Offering;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.StepKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What intake looks up to judge and plan an order. */
public interface Inventory {

    Optional<Place> place(String id);

    /** The place of a product; what was known of it when it was ordered where nothing else is known any more. */
    Optional<Place> placeOf(HeldProduct product);

    /** What this tenant was told of places, even where it holds no longer; another tenant's answer is not there. */
    Optional<Answer> answer(String tenant, String answerId);

    /** A product of this tenant; another tenant's is not there. */
    Optional<HeldProduct> product(String tenant, String productId);

    /** What a product of this tenant relies on: one of its own, or the port behind the service key whose id it is. */
    Optional<HeldProduct> base(String tenant, String reference);

    /** By its id, or by its SHA-256 in hexadecimal digits; anybody's, also one that is of no use any more. */
    Optional<ServiceKey> serviceKey(String reference, Instant now);

    /** Ids of what relies on a product and isn't gone, in their order; of another tenant's that of the service key. */
    List<String> dependents(String productId);

    /** The windows for which a product is booked and not yet raised, the next one first. */
    List<Booking> bookings(String productId);

    /** What the steps of a product's orders have made and nobody has taken back, by step name, the newest first. */
    Map<String, List<Made>> made(String productId);

    /**
     * A site or a building.
     *
     * @param kind {@code site} or {@code building}
     * @param onRamps the clouds reached there, each with the cloud's region
     * @param ways how it is reached, the fastest first; empty where nothing can be had
     * @param capacityMbps megabits per second that may be sold there in all; 0 where no limit is known
     */
    record Place(String id, String kind, String name, Map<String, String> onRamps, List<Way> ways, long capacityMbps) {
        /** Megabits per second, 0 where nothing can be had. */
        public long maxSpeedMbps() {
            return ways.isEmpty() ? 0 : ways.getFirst().maxSpeedMbps();
        }

        /** The same by one technology alone: what has to be built first is the same as what is there. */
        Place by(String technology) {
            List<Way> same = ways.stream()
                    .filter(way -> medium(way.technology()).equals(medium(technology)))
                    .toList();
            return new Place(id, kind, name, onRamps, same, capacityMbps);
        }

        private static String medium(String technology) {
            return technology.replace("-build", "");
        }

        /** The way that carries so much, in megabits per second, the soonest; of equals the fastest. */
        public Optional<Way> way(long speedMbps) {
            return ways.stream()
                    .filter(way -> way.maxSpeedMbps() >= speedMbps)
                    .min(Comparator.comparingInt(Way::leadTimeDays));
        }
    }

    /**
     * One way in which a place is reached.
     *
     * @param technology for instance {@code fiber} or {@code fiber-build}
     * @param maxSpeedMbps megabits per second
     * @param leadTimeDays whole days of field work
     */
    record Way(String technology, long maxSpeedMbps, int leadTimeDays) {}

    /**
     * What a customer was told of places.
     *
     * @param items what of it can be ordered on
     * @param until so long it is honoured
     */
    record Answer(String id, List<Item> items, Instant until) {
        /**
         * @param place as it was then
         * @param perHour the price of each speed, in megabits per second
         */
        public record Item(String id, String offering, Place place, Map<Long, BigDecimal> perHour) {}
    }

    /**
     * @param specification what kind of product the offering is
     * @param receipts of the steps that made it, by step name
     * @param reliesOn ids of products
     * @param changing the order that makes or changes it now, or the window in which it is raised; null where nothing does
     * @param ending whether that order deletes it
     * @param renumbered whether that order gives it another {@code asn}, of which what is built on it has to know
     * @param deletionLock why it must not be deleted; null where it may be
     * @param version raised by each order of it, and by each change
     * @param activeSince null where it isn't active yet
     */
    record HeldProduct(
            String id,
            String offering,
            String specification,
            String state,
            String name,
            @Nullable String place,
            Map<String, JsonNode> characteristics,
            List<String> reliesOn,
            BigDecimal perHour,
            Map<String, JsonNode> receipts,
            @Nullable String changing,
            boolean ending,
            boolean renumbered,
            @Nullable String deletionLock,
            int version,
            @Nullable Instant activeSince) {

        public @Nullable JsonNode characteristic(String characteristic) {
            return characteristics.get(characteristic);
        }

        /** By what a line is built; empty for what is no line. */
        public Optional<String> technology() {
            return Optional.ofNullable(specification.equals("internet-on-demand") ? receipts.get("qualify") : null)
                    .map(receipt ->
                            Json.read(receipt, Qualification.Receipt.class).technology());
        }

        /** Megabits per second; throws NullPointerException for what has no speed. */
        public long speedMbps() {
            return Objects.requireNonNull(characteristic("speedMbps")).longValue();
        }

        /** The same with another speed, in megabits per second, and with nothing on its way. */
        public HeldProduct at(long speed) {
            Map<String, JsonNode> values = new LinkedHashMap<>(characteristics);
            values.replace("speedMbps", Json.tree(speed));
            return new HeldProduct(
                    id,
                    offering,
                    specification,
                    state,
                    name,
                    place,
                    values,
                    reliesOn,
                    perHour,
                    receipts,
                    null,
                    false,
                    false,
                    deletionLock,
                    version,
                    activeSince);
        }

        /** Until when the customer has promised to keep it; empty where no term was ordered. */
        public Optional<Instant> termEnd() {
            JsonNode months = characteristic(Offering.TERM);
            return months == null || activeSince == null
                    ? Optional.empty()
                    : Optional.of(activeSince
                            .atOffset(ZoneOffset.UTC)
                            .plusMonths(months.longValue())
                            .toInstant());
        }
    }

    /** @param raiseAt when the window's raise begins */
    record Booking(String windowId, Instant raiseAt) {}

    /**
     * What a step has made.
     *
     * @param taskQueue of the adapter that keeps it
     */
    record Made(StepKey key, String taskQueue, JsonNode desired) {}
}
