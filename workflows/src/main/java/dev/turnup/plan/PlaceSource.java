package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.Inventory.Answer;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.plan.OrderDraft.AnswerRef;
import dev.turnup.plan.OrderRequest.Known;
import dev.turnup.qualification.Qualification;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what an item's place is judged: by what its customer was told and orders on, or by what is known now. */
final class PlaceSource {
    /** An answer that held when it was ordered on is honoured in that order: one begins within a year. */
    private static final Duration HONOURED = Duration.ofDays(2 * 365);

    private final Inventory inventory;
    private final String tenant;
    private final Instant now;
    private final OrderDraft.Item item;
    private final List<Problem> problems;

    PlaceSource(Inventory inventory, String tenant, Instant now, OrderDraft.Item item, List<Problem> problems) {
        this.inventory = inventory;
        this.tenant = tenant;
        this.now = now;
        this.item = item;
        this.problems = problems;
    }

    /** @param perHour prices that the customer was told, by megabits per second */
    record Found(Place place, Map<Long, BigDecimal> perHour, Instant until) {

        /** The same by one technology alone. */
        Found by(String technology) {
            return new Found(place.by(technology), perHour, until);
        }

        /** Null where the place can't have what is wished. */
        @Nullable
        Known known(Offering offering, Map<String, JsonNode> values) {
            JsonNode speed = values.get("speedMbps");
            if (speed == null || !speed.isIntegralNumber()) {
                return null;
            }
            BigDecimal told = perHour.get(speed.asLong());
            return place.way(speed.asLong())
                    .map(way -> new Known(
                            new Qualification.Answered(
                                    way.technology(),
                                    place.maxSpeedMbps(),
                                    way.leadTimeDays(),
                                    until,
                                    place.capacityMbps()),
                            told == null ? null : offering.times(told, values)))
                    .orElse(null);
        }
    }

    /**
     * Where there is nothing to judge by, that is noted.
     *
     * @param path where the place is named
     */
    Optional<Found> find(String place, String path, Offering offering) {
        AnswerRef named = item.answer();
        if (named != null) {
            return told(named, place, path, offering);
        }
        Optional<Found> found = inventory.place(place).map(this::now);
        if (found.isEmpty()) {
            problem(path, "no place has the id '" + Shown.of(place) + "'");
        }
        return found;
    }

    /** The same for what is there: where nothing is known of its place any more, that is no problem of its own. */
    Optional<Found> find(HeldProduct product, String path, Offering offering) {
        AnswerRef named = item.answer();
        return named == null
                ? inventory.placeOf(product).map(this::now)
                : told(named, Objects.requireNonNull(product.place()), path, offering);
    }

    private Found now(Place place) {
        return new Found(place, Map.of(), now.plus(Qualification.HOLDS));
    }

    private Optional<Found> told(AnswerRef named, String place, String path, Offering offering) {
        String idPath = named.path() + ".productOfferingQualificationId";
        Optional<Answer> answer = inventory.answer(tenant, named.id());
        if (answer.isEmpty()) {
            problem(idPath, "you have no answer '" + Shown.of(named.id()) + "': ask anew, and order on that");
            return Optional.empty();
        }
        if (!now.isBefore(answer.get().until())) {
            problem(idPath, "the answer held until " + answer.get().until() + ": ask anew, and order on that");
            return Optional.empty();
        }
        return item(named, answer.get())
                .filter(told -> isAbout(told, place, path, offering))
                .map(told -> new Found(told.place(), told.perHour(), now.plus(HONOURED)));
    }

    private Optional<Answer.Item> item(AnswerRef named, Answer answer) {
        List<Answer.Item> meant = answer.items().stream()
                .filter(one -> named.itemId() == null || named.itemId().equals(one.id()))
                .toList();
        if (meant.size() == 1) {
            return Optional.of(meant.getFirst());
        }
        problem(
                named.path() + ".itemId",
                meant.isEmpty()
                        ? "the answer has no such item that can be ordered on"
                        : "is missing: the answer has " + meant.size() + " items");
        return Optional.empty();
    }

    private boolean isAbout(Answer.Item told, String place, String path, Offering offering) {
        if (!told.offering().equals(offering.id())) {
            problem(item.path() + ".productOffering.id", "the answer is about a " + told.offering());
        } else if (!told.place().id().equals(place)) {
            problem(path, "the answer is about '" + told.place().id() + "', not about '" + Shown.of(place) + "'");
        } else {
            return true;
        }
        return false;
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
