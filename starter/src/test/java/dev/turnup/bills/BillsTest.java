package dev.turnup.bills;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bills as customers and operators see them; Temporal is down, so what is answered is answered without it. */
class BillsTest extends BillsServer {
    private static final String CREDIT =
            "{\"tenant\": \"acme\", \"amount\": {\"unit\": \"USD\", \"value\": 0.5}, \"reason\": \"=an outage\"}";

    private static BigDecimal value(JsonNode money) {
        assertThat(money.path("unit").asText()).isEqualTo("USD");
        return money.path("value").decimalValue();
    }

    @Test
    void aRunIsOrderedOnceAndSaysHowFarItIs() {
        hour("acme", "p", "1.2500");
        hour("other", "q", "0.0100");
        Reply first = order(LAST);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Location")).isEqualTo(RUNS + "/" + LAST.id());
        assertThat(first.json().path("state").asText()).isEqualTo("acknowledged");
        assertThat(order(LAST).json()).isEqualTo(first.json());
        assertThat(get(operator, RUNS + "?state=acknowledged").json()).hasSize(1);
        JsonNode done = billed();
        assertThat(done.path("state").asText()).isEqualTo("done");
        assertThat(done.path("billed").asInt())
                .isEqualTo(done.path("tenants").asInt())
                .isGreaterThanOrEqualTo(2);
        assertThat(done.path("total").path(0).path("bills").asInt()).isEqualTo(2);
        assertThat(value(done.path("total").path(0).path("amount"))).isEqualByComparingTo("1.26");
        assertThat(billed().path("completionDate")).isEqualTo(done.path("completionDate"));
        assertThat(count("customer_bill")).isEqualTo(2);
        assertThat(get(operator, RUNS).json()).hasSize(1);
    }

    @Test
    void aRunIsRefusedBeforeItsMonthIsOverOrWhileAnotherOneLasts() {
        assertThat(order(LAST.next()).status()).isEqualTo(400);
        assertThat(order(LAST.next()).paths()).containsExactly("period");
        order(LAST.previous());
        assertThat(order(LAST).status()).isEqualTo(409);
        assertThat(order(LAST.previous().previous()).status()).isEqualTo(400);
        for (String body :
                List.of("{}", "[]", "{\"period\": 202611}", "{\"period\": \"2026-13\"}", "{\"period\": \"x\"}")) {
            assertThat(post(operator, RUNS, body).status()).as(body).isEqualTo(400);
        }
        assertThat(count("bill_run")).isEqualTo(1);
    }

    @Test
    void aMonthIsLeftOutOnlyOnPurpose() {
        order(LAST.previous().previous().previous());
        jdbi.useHandle(handle -> handle.execute("update bill_run set state = 'done'"));
        Reply gap = order(LAST);

        assertThat(gap.status()).isEqualTo(409);
        assertThat(gap.paths()).containsExactly("period");
        assertThat(gap.messages())
                .contains(LAST.previous().previous().id() + " to "
                        + LAST.previous().id());
        String skipping = "{\"period\": \"" + LAST.id() + "\", \"skip\": %s}";
        assertThat(post(operator, RUNS, skipping.formatted("1")).paths()).contains("skip");
        assertThat(post(operator, RUNS, skipping.formatted("true")).status()).isEqualTo(201);
    }

    @Test
    void runsAreForOperators() {
        billed();
        for (String path : List.of(RUNS, RUNS + "/" + LAST.id(), RUNS + "/" + LAST.id() + "/check")) {
            assertThat(get(acme, path).status()).as(path).isEqualTo(403);
            assertThat(get("", path).status()).as(path).isEqualTo(401);
            assertThat(get(operator, path).status()).as(path).isEqualTo(200);
        }
        assertThat(post(acme, RUNS, "{\"period\": \"2026-10\"}").status()).isEqualTo(403);
        assertThat(get(operator, RUNS + "/2001-01").status()).isEqualTo(404);
        assertThat(get(operator, RUNS + "/2001-01/check").status()).isEqualTo(404);
    }

    @Test
    void theCheckMakesEveryBillOnceMore() {
        hour("acme", "p", "1.2500");
        hour("other", "q", "0.0100");
        billed();
        String check = RUNS + "/" + LAST.id() + "/check";

        JsonNode right = get(operator, check).json();
        assertThat(right.path("isRight").asBoolean()).isTrue();
        assertThat(right.path("difference")).isEmpty();
        assertThat(value(right.path("sum").path(0).path("billed"))).isEqualByComparingTo("1.26");
        assertThat(value(right.path("sum").path(0).path("ledger"))).isEqualByComparingTo("1.26");
        jdbi.useHandle(handle -> handle.execute("update bill_line set amount = 1.24 where amount = 1.25"));
        JsonNode wrong = get(operator, check).json();
        assertThat(wrong.path("isRight").asBoolean()).isFalse();
        assertThat(wrong.path("difference").path(0).path("subject").asText()).isEqualTo("p/1");
        assertThat(wrong.path("difference").path(0).path("billed").decimalValue())
                .isEqualByComparingTo("1.24");
        assertThat(wrong.path("difference").path(0).path("recomputed").decimalValue())
                .isEqualByComparingTo("1.25");
        assertThat(wrong.path("differences").asInt()).isEqualTo(2);
    }

    @Test
    void aBillAndItsLinesAreReadAsTmfHasThem() {
        hour("acme", "p", "1.2500");
        hour("acme", "q", "2.0000");
        billed();

        JsonNode bill = bill(acme);
        assertThat(bill.path("@type").asText()).isEqualTo("CustomerBill");
        assertThat(bill.path("state").asText()).isEqualTo("new");
        assertThat(bill.path("category").asText()).isEqualTo("normal");
        assertThat(bill.path("runType").asText()).isEqualTo("onCycle");
        assertThat(bill.path("billingAccount").path("id").asText()).isEqualTo("acme");
        assertThat(bill.path("billingPeriod").path("startDateTime").asText())
                .isEqualTo(LAST.begin().toString());
        assertThat(bill.path("billingPeriod").path("endDateTime").asText())
                .isEqualTo(LAST.end().toString());
        assertThat(value(bill.path("amountDue"))).isEqualByComparingTo("3.25");
        assertThat(get(acme, bill.path("href").asText()).json()).isEqualTo(bill);
        JsonNode rates =
                get(acme, RATES + "?bill.id=" + bill.path("id").asText()).json();
        assertThat(rates).hasSize(2);
        JsonNode rate = rates.path(0);
        assertThat(rate.path("@type").asText()).isEqualTo("AppliedCustomerBillingRate");
        assertThat(rate.path("product").path("id").asText()).isEqualTo("p");
        assertThat(rate.path("isBilled").asBoolean()).isTrue();
        assertThat(rate.path("appliedBillingRateType").asText()).isEqualTo("appliedBillingCharge");
        assertThat(rate.path("bill").path("href")).isEqualTo(bill.path("href"));
        assertThat(value(rate.path("taxExcludedAmount"))).isEqualByComparingTo("1.25");
        assertThat(rate.path("characteristic").findValuesAsText("value")).containsExactly("1.25", "3600");
        assertThat(get(acme, rate.path("href").asText()).json()).isEqualTo(rate);
        assertThat(get(acme, RATES + "?product.id=q").json()).hasSize(1);
    }

    @Test
    void listsArePagedAndFiltered() {
        hour("acme", "p", "1.2500");
        hour("acme", "q", "2.0000");
        hour("other", "r", "2.0000");
        billed();
        String id = bill(acme).path("id").asText();

        Reply page = get(acme, RATES + "?limit=1&offset=1&fields=name");
        assertThat(page.header("X-Total-Count")).isEqualTo("2");
        assertThat(page.header("X-Result-Count")).isEqualTo("1");
        assertThat(page.json().path(0).properties().stream().map(one -> one.getKey()))
                .containsExactlyInAnyOrder("id", "href", "@type", "name");
        assertThat(get(acme, BILLS + "?id=" + id + "&state=new&period=" + LAST.id())
                        .json())
                .hasSize(1);
        assertThat(get(acme, BILLS + "?state=sent").json()).isEmpty();
        assertThat(get(operator, BILLS).json()).hasSize(2);
        assertThat(get(operator, BILLS + "?billingAccount.id=other").json()).hasSize(1);
        assertThat(get(operator, RATES + "?billingAccount.id=other").json()).hasSize(1);
        assertThat(get(acme, BILLS + "?offset=-1").status()).isEqualTo(400);
        assertThat(get(acme, BILLS + "?colour=red").status()).isEqualTo(400);
        assertThat(get(acme, RATES + "?limit=1001").status()).isEqualTo(400);
    }

    @Test
    void ofOthersBillsNothingIsTold() {
        hour("acme", "p", "1.2500");
        billed();
        JsonNode bill = bill(acme);
        String rate = RATES + "/" + bill.path("id").asText() + ".1";
        String file = "/api/v1/bills/" + bill.path("id").asText() + "/lines.csv";
        Reply preview = post(acme, ON_DEMAND, "{\"billingAccount\": {\"id\": \"acme\"}}");
        String made = preview.json().path("customerBill").path("href").asText();

        for (String path : List.of(bill.path("href").asText(), rate, file, preview.header("Location"), made)) {
            assertThat(get(acme, path).status()).as(path).isEqualTo(200);
            assertThat(get(operator, path).status()).as(path).isEqualTo(200);
            assertThat(get(other, path).status()).as(path).isEqualTo(404);
            assertThat(get("", path).status()).as(path).isEqualTo(401);
        }
        assertThat(patch(other, bill.path("href").asText(), "{\"state\": \"sent\"}", "application/json")
                        .status())
                .isEqualTo(404);
        for (String list : List.of(BILLS, RATES, ON_DEMAND)) {
            assertThat(get(other, list).text()).isEqualTo("[]");
            assertThat(get("", list).status()).isEqualTo(401);
        }
        assertThat(post(other, ON_DEMAND, "{\"billingAccount\": {\"id\": \"acme\"}}")
                        .paths())
                .containsExactly("billingAccount.id");
        for (String path : List.of(BILLS + "/x", RATES + "/x", RATES + "/x.1", RATES + "/x.0", ON_DEMAND + "/x")) {
            assertThat(get(acme, path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theStateOfABillIsChangedByOperatorsStepByStep() {
        hour("acme", "p", "1.2500");
        billed();
        String href = bill(acme).path("href").asText();

        assertThat(patch(acme, href, "{\"state\": \"settled\"}", "application/json")
                        .status())
                .isEqualTo(403);
        assertThat(patch(operator, href, "{\"state\": \"settled\"}", "application/json")
                        .status())
                .isEqualTo(409);
        for (String state : List.of("validated", "sent", "sent", "settled")) {
            Reply reply = patch(operator, href, "{\"state\": \"" + state + "\"}", "application/merge-patch+json");
            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(reply.json().path("state").asText()).isEqualTo(state);
        }
        assertThat(value(get(acme, href).json().path("remainingAmount"))).isEqualByComparingTo("0");
        for (String body : List.of("{}", "[]", "{\"state\": \"paid\"}", "{\"state\": \"sent\", \"amountDue\": 0}")) {
            assertThat(patch(operator, href, body, "application/json").status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(patch(operator, href, "{\"state\": ", "application/json").status())
                .isEqualTo(400);
    }

    @Test
    void aBillOnDemandIsWhatTheBillWouldBeByNow() {
        fact("acme", "p", "Port", "1.0000", null);
        hour("acme", "q", "2.0000");
        billed();
        Reply reply = post(
                acme,
                ON_DEMAND,
                "{\"@type\": \"CustomerBillOnDemand\", \"name\": \"a look\", \"billingAccount\": {\"id\": \"acme\"}}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().path("state").asText()).isEqualTo("done");
        assertThat(get(acme, reply.header("Location")).json()).isEqualTo(reply.json());
        assertThat(get(acme, ON_DEMAND).json()).hasSize(1);
        JsonNode bill = get(acme, reply.json().path("customerBill").path("href").asText())
                .json();
        assertThat(bill.path("category").asText()).isEqualTo("interim");
        assertThat(bill.path("runType").asText()).isEqualTo("offCycle");
        assertThat(bill.path("billingPeriod").path("startDateTime").asText())
                .isEqualTo(LAST.end().toString());
        JsonNode rates =
                get(acme, RATES + "?bill.id=" + bill.path("id").asText()).json();
        assertThat(rates).hasSize(1);
        assertThat(rates.path(0).path("isBilled").asBoolean()).isFalse();
        assertThat(rates.path(0).path("product").path("id").asText()).isEqualTo("p");
        assertThat(get(acme, rates.path(0).path("href").asText()).json()).isEqualTo(rates.path(0));
        assertThat(value(rates.path(0).path("taxExcludedAmount"))).isEqualByComparingTo(value(bill.path("amountDue")));
        assertThat(get(acme, BILLS).json()).hasSize(1);
        assertThat(count("bill_line")).isEqualTo(2);
        for (String body : List.of("{}", "[]", "{\"billingAccount\": \"acme\"}", "{\"billingAccount\": {}}")) {
            assertThat(post(acme, ON_DEMAND, body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void aCreditIsGivenOnceAndIsOnTheNextBill() {
        hour("acme", "p", "1.2500");
        Reply first = post(operator, CREDITS, CREDIT, "Idempotency-Key", "c");

        assertThat(first.status()).isEqualTo(201);
        assertThat(post(operator, CREDITS, CREDIT, "Idempotency-Key", "c").json())
                .isEqualTo(first.json());
        assertThat(count("ledger_entry")).isEqualTo(1);
        assertThat(get(acme, first.header("Location")).json().path("reason").asText())
                .isEqualTo("=an outage");
        assertThat(get(other, first.header("Location")).status()).isEqualTo(404);
        jdbi.useHandle(handle -> handle.execute("update ledger_entry set at = ?", LAST.begin()));
        billed();
        JsonNode bill = bill(acme);
        assertThat(value(bill.path("amountDue"))).isEqualByComparingTo("0.75");
        assertThat(get(acme, first.header("Location")).json().path("bill").path("id"))
                .isEqualTo(bill.path("id"));
        JsonNode rates = get(acme, RATES).json();
        assertThat(rates.path(1).path("appliedBillingRateType").asText()).isEqualTo("appliedBillingCredit");
        assertThat(value(rates.path(1).path("taxExcludedAmount"))).isEqualByComparingTo("-0.50");
    }

    @Test
    void aCreditThatCannotBeIsRefused() {
        assertThat(post(acme, CREDITS, CREDIT).status()).isEqualTo(403);
        assertThat(post("", CREDITS, CREDIT).status()).isEqualTo(401);
        for (String wrong : List.of("-1", "0", "0.001", "1000001", "\"1\"", "1e99")) {
            assertThat(post(operator, CREDITS, CREDIT.replace("0.5", wrong)).paths())
                    .as(wrong)
                    .containsExactly("amount.value");
        }
        assertThat(post(operator, CREDITS, CREDIT.replace("USD", "XXX")).paths())
                .containsExactly("amount.unit");
        assertThat(post(operator, CREDITS, CREDIT.replace("acme", "nobody")).paths())
                .containsExactly("tenant");
        assertThat(post(operator, CREDITS, CREDIT.replace("=an outage", "x".repeat(201)))
                        .paths())
                .containsExactly("reason");
        assertThat(post(operator, CREDITS, "{}").paths()).contains("tenant", "amount", "reason");
        assertThat(post(operator, CREDITS, "[]").status()).isEqualTo(400);
        assertThat(count("ledger_entry")).isZero();
    }

    @Test
    void aBillIsAFileWhoseLinesAddUpAndNoCellIsAFormula() {
        fact("acme", "p", "=HYPERLINK(\"x\")", "1.2500", LAST.begin().plusSeconds(3_600));
        post(operator, CREDITS, CREDIT);
        jdbi.useHandle(handle -> handle.execute("update ledger_entry set at = ?", LAST.begin()));
        billed();
        Reply file = get(acme, "/api/v1/bills/" + bill(acme).path("id").asText() + "/lines.csv");

        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).contains("bill-" + LAST.id());
        List<NamedCsvRecord> rows =
                CsvReader.builder().ofNamedCsvRecord(file.text()).stream().toList();
        assertThat(rows.stream().map(row -> row.getField("description")))
                .containsExactly("'=HYPERLINK(\"x\")", "'=an outage");
        assertThat(rows.stream().map(row -> row.getField("amount"))).containsExactly("1.25", "-0.50");
        assertThat(rows.getFirst().getField("seconds")).isEqualTo("3600");
        assertThat(rows.getFirst().getField("from")).isEqualTo(LAST.begin().toString());
    }

    @Test
    void theDocumentHasEveryOperationWithWhatItTakes() {
        JsonNode paths = get("", "/v3/api-docs").json().path("paths");

        for (String post : List.of(RUNS, CREDITS, ON_DEMAND)) {
            JsonNode operation = paths.path(post).path("post");
            assertThat(operation.path("responses").has("201")).as(post).isTrue();
            assertThat(operation
                            .path("requestBody")
                            .path("content")
                            .path("application/json")
                            .path("examples"))
                    .as(post)
                    .isNotEmpty();
        }
        assertThat(paths.path(BILLS + "/{id}").path("patch").path("responses").has("403"))
                .isTrue();
        assertThat(paths.path(RUNS).path("get").path("responses").has("403")).isTrue();
        assertThat(paths.path(RUNS + "/{id}/check")
                        .path("get")
                        .path("responses")
                        .has("404"))
                .isTrue();
        assertThat(paths.path("/api/v1/bills/{id}/lines.csv")
                        .path("get")
                        .path("responses")
                        .path("200")
                        .path("content")
                        .has("text/csv"))
                .isTrue();
    }
}
