package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Inventory.Place;
import java.util.List;
import java.util.Map;

/** Whether a place can have so much. */
final class PlaceCheck {
    private final OrderDraft.Item item;
    private final List<Problem> problems;

    PlaceCheck(OrderDraft.Item item, List<Problem> problems) {
        this.item = item;
        this.problems = problems;
    }

    void speed(Place place, Map<String, JsonNode> values) {
        JsonNode speed = values.get("speedMbps");
        if (speed != null && speed.isIntegralNumber() && speed.asLong() > place.maxSpeedMbps()) {
            String path = item.characteristic("speedMbps")
                    .map(OrderDraft.Characteristic::path)
                    .orElse(item.path());
            problems.add(new Problem(
                    path + ".value",
                    "'" + place.id() + "' has at most " + place.maxSpeedMbps() + " Mbit/s, not " + Shown.of(speed)));
        }
    }
}
