package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.billrun.records.BillReads;
import dev.turnup.billrun.records.BillReads.LineFilter;
import dev.turnup.billrun.records.Previews;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Page;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF678 AppliedCustomerBillingRate: the lines of bills. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.BILLING_RATES)
@Tag(name = "Customer bills (TMF678)")
class BillingRates {
    private static final String BILL = "bill.id";
    private static final String PRODUCT = "product.id";
    private static final String ACCOUNT = "billingAccount.id";

    private final BillReads bills;
    private final Previews previews;

    BillingRates(BillReads bills, Previews previews) {
        this.bills = bills;
        this.previews = previews;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveAppliedCustomerBillingRate", summary = "Read a line of a bill")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow();
        return line(Scope.of(caller), id)
                .map(rate -> ResponseEntity.<JsonNode>ok(query.select(rate)))
                .orElseThrow(() -> Refusal.notFound("line of a bill", id));
    }

    @GetMapping
    @Operation(
            operationId = "listAppliedCustomerBillingRate",
            summary = "List the lines of bills, the latest period first",
            description = "Lines of a bill that was made on demand only by its bill.id.")
    @Parameter(name = BILL)
    @Parameter(name = PRODUCT)
    @Parameter(name = ACCOUNT)
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow(BILL, PRODUCT, ACCOUNT);
        Scope scope = Scope.of(caller);
        String bill = query.filter(BILL);
        Optional<String> preview = bill == null ? Optional.empty() : previews.find(scope, bill);
        if (preview.isPresent()) {
            return previewed(Preview.read(preview.get()), query);
        }
        LineFilter filter = new LineFilter(bill, null, query.filter(PRODUCT), query.filter(ACCOUNT));
        return query.answer(
                bills.lines(scope, filter, query.page()).stream()
                        .map(line -> BillAnswer.rate(line, false))
                        .toList(),
                bills.countLines(scope, filter));
    }

    private static ResponseEntity<JsonNode> previewed(Preview preview, ListQuery query) {
        List<ObjectNode> rates = preview.rates().stream()
                .filter(rate -> is(query.filter(PRODUCT), rate.path("product")))
                .filter(rate -> is(query.filter(ACCOUNT), rate.path("billingAccount")))
                .toList();
        Page page = query.page();
        return query.answer(
                rates.stream().skip(page.offset()).limit(page.limit()).toList(), rates.size());
    }

    private static boolean is(@Nullable String wanted, JsonNode reference) {
        return wanted == null || wanted.equals(reference.path("id").asText());
    }

    private Optional<ObjectNode> line(Scope scope, String id) {
        int dot = id.lastIndexOf('.');
        if (dot < 0 || !id.substring(dot + 1).matches("[1-9]\\d{0,8}")) {
            return Optional.empty();
        }
        String bill = id.substring(0, dot);
        LineFilter filter = new LineFilter(bill, Integer.valueOf(id.substring(dot + 1)), null, null);
        return bills.lines(scope, filter, new Page(0, 1)).stream()
                .map(line -> BillAnswer.rate(line, false))
                .findFirst()
                .or(() -> previews.find(scope, bill)
                        .flatMap(content -> Preview.read(content).rates().stream()
                                .filter(rate -> rate.path("id").asText().equals(id))
                                .findFirst()));
    }
}
