package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Inventory.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Whether a place can have so much. */
final class PlaceCheck {
    private final OrderDraft.Item item;
    private final List<Problem> problems;

    PlaceCheck(OrderDraft.Item item, List<Problem> problems) {
        this.item = item;
        this.problems = problems;
    }

    void speed(Place place, Map<String, JsonNode> values) {
        if (isMoreThan(place, values)) {
            problem("'" + place.id() + "' has at most " + place.maxSpeedMbps() + " Mbit/s, not "
                    + Shown.of(Objects.requireNonNull(values.get("speedMbps"))));
        }
    }

    /**
     * A line stays what it is.
     *
     * @param built its technology
     */
    void speed(Place place, String built, Map<String, JsonNode> values) {
        Place same = place.by(built);
        if (isMoreThan(place, values) || !isMoreThan(same, values)) {
            speed(place, values);
        } else {
            problem("the line is " + built + ", which has at most " + same.maxSpeedMbps() + " Mbit/s at '" + place.id()
                    + "': for more, order another line there, and delete this one");
        }
    }

    private static boolean isMoreThan(Place place, Map<String, JsonNode> values) {
        JsonNode speed = values.get("speedMbps");
        return speed != null && speed.isIntegralNumber() && speed.asLong() > place.maxSpeedMbps();
    }

    private void problem(String message) {
        String path = item.characteristic("speedMbps")
                .map(OrderDraft.Characteristic::path)
                .orElse(item.path());
        problems.add(new Problem(path + ".value", message));
    }
}
