package dev.turnup.locationchecks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TreeJson;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import dev.turnup.locationcheck.records.OldChecks;
import java.time.Instant;

/** A location check as it is answered. */
final class CheckAnswer {
    private CheckAnswer() {}

    static ObjectNode of(CheckRow check) {
        String href = LocationChecks.PATH + "/" + check.id();
        ObjectNode json = TreeJson.object()
                .put("@type", "LocationCheck")
                .put("id", check.id())
                .put("href", href)
                .put("state", check.state().name())
                .put("rows", check.rowCount())
                .put("answered", check.answered())
                .put("progress", progress(check))
                .put("creationDate", check.createdAt().toString())
                .put("lastUpdate", check.changedAt().toString());
        Instant ended = check.endedAt();
        if (ended != null) {
            boolean done = check.state() == CheckState.done;
            json.put(done ? "completionDate" : "cancellationDate", ended.toString())
                    .put("keptUntil", ended.plus(OldChecks.KEPT).toString());
        }
        if (check.state() == CheckState.done) {
            json.put("result", href + "/result");
        }
        if (check.cancelReason() != null) {
            json.put("cancellationReason", check.cancelReason());
        }
        return json;
    }

    /** Whole percent; 100 only when all rows are answered. */
    static int progress(CheckRow check) {
        return (int) (100L * check.answered() / check.rowCount());
    }
}
