package dev.turnup.bills;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.Money;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.billrun.records.BillLine;
import dev.turnup.billrun.records.BillReads.BillRow;
import dev.turnup.billrun.records.BillReads.BilledLine;
import dev.turnup.billrun.records.BillState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Bills and their lines as TMF678 has them. Amounts are before taxes, which Turnup knows nothing of. */
final class BillAnswer {
    private static final Duration TO_PAY = Duration.ofDays(30);
    private static final int SHORT = 8;

    private BillAnswer() {}

    /** @param preview whether it was made on demand, to look at */
    static ObjectNode bill(BillRow bill, boolean preview) {
        ObjectNode json = TreeJson.object()
                .put("@type", "CustomerBill")
                .put("id", bill.id())
                .put("href", TmfPaths.BILLS + "/" + bill.id())
                .put(
                        "billNo",
                        bill.period() + "-" + bill.id().substring(0, SHORT).toUpperCase(Locale.ROOT))
                .put("category", preview ? "interim" : "normal")
                .put("runType", preview ? "offCycle" : "onCycle")
                .put("state", bill.state())
                .put("billDate", bill.createdAt().toString())
                .put("lastUpdate", bill.changedAt().toString());
        if (!preview) {
            json.put("paymentDueDate", bill.createdAt().plus(TO_PAY).toString());
        }
        json.putObject("billingPeriod")
                .put("startDateTime", bill.beginAt().toString())
                .put("endDateTime", bill.endAt().toString());
        json.set("amountDue", Money.of(bill.amount(), bill.currency()));
        json.set("taxExcludedAmount", Money.of(bill.amount(), bill.currency()));
        if (bill.state().equals(BillState.SETTLED.text())) {
            json.set("remainingAmount", Money.of(new BigDecimal("0.00"), bill.currency()));
        }
        account(json, bill.tenant());
        party(json.putArray("relatedParty").addObject(), bill.tenant());
        return json;
    }

    /** @param preview whether its bill was made on demand, to look at */
    static ObjectNode rate(BilledLine billed, boolean preview) {
        BillLine line = billed.line();
        String id = billed.billId() + "." + line.n();
        ObjectNode json = TreeJson.object()
                .put("@type", "AppliedCustomerBillingRate")
                .put("id", id)
                .put("href", TmfPaths.BILLING_RATES + "/" + id)
                .put("name", line.kind().name())
                .put("description", line.description())
                .put(
                        "appliedBillingRateType",
                        line.amount().signum() < 0 ? "appliedBillingCredit" : "appliedBillingCharge")
                .put("isBilled", !preview)
                .put("date", billed.createdAt().toString());
        json.putObject("periodCoverage")
                .put("startDateTime", line.fromAt().toString())
                .put("endDateTime", line.toAt().toString());
        json.set("taxExcludedAmount", Money.of(line.amount(), billed.currency()));
        json.putObject("bill")
                .put("@type", "CustomerBillRef")
                .put("id", billed.billId())
                .put("href", TmfPaths.BILLS + "/" + billed.billId());
        account(json, billed.tenant());
        if (line.productId() != null) {
            json.putObject("product")
                    .put("@type", "ProductRef")
                    .put("id", line.productId())
                    .put("href", TmfPaths.PRODUCTS + "/" + line.productId());
        }
        if (line.perHour() != null) {
            ArrayNode list = json.putArray("characteristic");
            list.addObject()
                    .put("@type", "NumberCharacteristic")
                    .put("name", "perHour")
                    .put("value", line.perHour());
            list.addObject()
                    .put("@type", "IntegerCharacteristic")
                    .put("name", "seconds")
                    .put("value", line.seconds());
        }
        return json;
    }

    static void account(ObjectNode json, String tenant) {
        json.putObject("billingAccount").put("@type", "BillingAccountRef").put("id", tenant);
    }

    private static void party(ObjectNode party, String tenant) {
        party.put("@type", "RelatedPartyRefOrPartyRoleRef").put("role", "customer");
        party.putObject("partyOrPartyRole")
                .put("@type", "PartyRef")
                .put("@referredType", "Organization")
                .put("id", tenant);
    }
}
