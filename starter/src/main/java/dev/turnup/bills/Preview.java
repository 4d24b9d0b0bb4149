package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.billrun.records.BillLine;
import dev.turnup.billrun.records.BillReads.BillRow;
import dev.turnup.billrun.records.BillReads.BilledLine;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A bill made on demand: the request as it is answered, the bill and its lines. */
record Preview(ObjectNode request, ObjectNode bill, List<ObjectNode> rates) {

    static Preview of(BillRow bill, List<BillLine> lines) {
        ObjectNode request = TreeJson.object()
                .put("@type", "CustomerBillOnDemand")
                .put("id", bill.id())
                .put("href", TmfPaths.BILLS_ON_DEMAND + "/" + bill.id())
                .put("state", "done")
                .put("lastUpdate", bill.createdAt().toString());
        BillAnswer.account(request, bill.tenant());
        request.putObject("customerBill")
                .put("@type", "CustomerBillRef")
                .put("id", bill.id())
                .put("href", TmfPaths.BILLS + "/" + bill.id());
        return new Preview(
                request,
                BillAnswer.bill(bill, true),
                lines.stream()
                        .map(line -> new BilledLine(bill.id(), bill.tenant(), bill.currency(), bill.createdAt(), line))
                        .map(line -> BillAnswer.rate(line, true))
                        .toList());
    }

    static Preview read(String content) {
        ObjectNode json = TreeJson.readOwn(content);
        return new Preview(
                (ObjectNode) json.path("request"),
                (ObjectNode) json.path("bill"),
                json.path("rates").valueStream().map(rate -> (ObjectNode) rate).toList());
    }

    String content() {
        ObjectNode json = TreeJson.object();
        json.set("request", request);
        json.set("bill", bill);
        ArrayNode list = json.putArray("rates");
        rates.forEach(list::add);
        return text(json);
    }

    static String text(JsonNode json) {
        return new String(TreeJson.bytes(json), StandardCharsets.UTF_8);
    }
}
