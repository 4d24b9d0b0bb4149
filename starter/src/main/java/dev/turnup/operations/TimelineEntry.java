package dev.turnup.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.StepReads.StepRow;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.PlannedStep;
import dev.turnup.servicekeys.Lent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One step of a timeline. Its own state is that of its apply; what was done to take it back stands below {@code undo}. */
final class TimelineEntry {
    private TimelineEntry() {}

    /**
     * @param generations the oldest first; none where the step was not begun
     * @param isWhole whether also what a service key hides is told
     */
    static ObjectNode json(PlannedItem item, PlannedStep step, List<StepRow> generations, boolean isWhole) {
        ObjectNode json = TreeJson.object()
                .put("item", item.id())
                .put("offering", item.offering())
                .put("place", item.place())
                .put("step", step.name())
                .put("title", step.title())
                .put("capability", step.capability())
                .put("adapter", step.adapter())
                .put("phase", step.phase().name())
                .put("skippable", step.skippable())
                .put("softPointOfNoReturn", step.softPointOfNoReturn());
        if (generations.isEmpty()) {
            return json.put("state", "planned");
        }
        StepRow row = generations.getLast();
        boolean undoing = row.verb().equals("RELEASE");
        json.put("state", row.undoneAt() != null ? "undone" : undoing ? "undoing" : row.state());
        json.put("verb", row.verb());
        json.put("generation", row.generation());
        json.put("attempts", row.attempts());
        date(json, "startedAt", row.startedAt());
        date(json, "endedAt", row.endedAt());
        document(json, "receipt", row.receipt(), isWhole);
        if (undoing) {
            ObjectNode undo = json.putObject("undo").put("state", row.state());
            date(undo, "at", row.undoneAt());
            document(undo, "receipt", row.undoReceipt(), isWhole);
        }
        troubles(json, row);
        return json;
    }

    private static void troubles(ObjectNode json, StepRow row) {
        if (row.state().equals("waiting") && row.waitParty() != null) {
            ObjectNode wait =
                    json.putObject("wait").put("party", row.waitParty()).put("action", row.waitAction());
            date(wait, "until", row.waitUntil());
        }
        if (row.failureCode() != null) {
            json.putObject("failure").put("code", row.failureCode()).put("message", row.failureMessage());
        }
    }

    private static void date(ObjectNode json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }

    private static void document(ObjectNode json, String name, @Nullable String document, boolean isWhole) {
        if (document != null) {
            JsonNode whole = Json.read(document, JsonNode.class);
            json.set(name, isWhole ? whole : Lent.hidden(whole));
        }
    }
}
