package dev.turnup.bills;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TreeJson;
import dev.turnup.billrun.records.BillCheck;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import dev.turnup.billrun.records.BillRunReads.Left;
import dev.turnup.billrun.records.BillRunReads.Total;
import java.util.List;

/** Bill runs and their checks as they are answered. */
final class BillRunAnswer {
    /** Of a check's differences at the most; their number says how many there are. */
    private static final int SHOWN = 1_000;

    private BillRunAnswer() {}

    static ObjectNode of(BillRunRow run, List<Total> totals, List<Left> left) {
        ObjectNode json = TreeJson.object()
                .put("@type", "BillRun")
                .put("id", run.period())
                .put("href", BillRuns.PATH + "/" + run.period())
                .put("period", run.period())
                .put("state", run.state().name())
                .put("tenants", run.tenants())
                .put("billed", run.billed())
                .put("creationDate", run.createdAt().toString())
                .put("lastUpdate", run.changedAt().toString());
        if (run.endedAt() != null) {
            json.put("completionDate", run.endedAt().toString());
        }
        ArrayNode list = json.putArray("total");
        totals.forEach(total ->
                list.addObject().put("bills", total.bills()).set("amount", Money.of(total.amount(), total.currency())));
        ArrayNode unbilled = json.putArray("left");
        left.forEach(one -> unbilled.addObject().put("tenant", one.tenant()).put("message", one.why()));
        return json;
    }

    static ObjectNode of(BillRunRow run, BillCheck.Result check) {
        ObjectNode json = TreeJson.object()
                .put("@type", "BillRunCheck")
                .put("id", run.period())
                .put("href", BillRuns.PATH + "/" + run.period() + "/check")
                .put("state", run.state().name())
                .put("isRight", check.isRight());
        ArrayNode sums = json.putArray("sum");
        check.sums().forEach(sum -> {
            ObjectNode one = sums.addObject().put("bills", sum.bills());
            one.set("billed", Money.of(sum.billed(), sum.currency()));
            one.set("ledger", Money.of(sum.posted(), sum.currency()));
        });
        json.put("differences", check.differences().size());
        ArrayNode list = json.putArray("difference");
        check.differences().stream()
                .limit(SHOWN)
                .forEach(one -> list.addObject()
                        .put("tenant", one.tenant())
                        .put("subject", one.subject())
                        .put("late", one.late())
                        .put("billed", one.billed())
                        .put("recomputed", one.recomputed())
                        .put("message", one.message()));
        return json;
    }
}
