package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.billrun.records.BillReads;
import dev.turnup.billrun.records.BillReads.BillFilter;
import dev.turnup.billrun.records.BillReads.BillRow;
import dev.turnup.billrun.records.BillState;
import dev.turnup.billrun.records.Previews;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF678 CustomerBill. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.BILLS)
@Tag(name = "Customer bills (TMF678)")
class CustomerBills {
    private static final Set<String> PATCHED = Set.of("state", "@type");

    private final BillReads bills;
    private final Previews previews;
    private final InstantSource clock;

    CustomerBills(BillReads bills, Previews previews, InstantSource clock) {
        this.bills = bills;
        this.previews = previews;
        this.clock = clock;
    }

    @GetMapping("/{id}")
    @Operation(
            operationId = "retrieveCustomerBill",
            summary = "Read a bill",
            description = "Also one that was made on demand: it is interim, and counts nowhere.")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow();
        Scope scope = Scope.of(caller);
        return bills.find(scope, id)
                .map(bill -> BillAnswer.bill(bill, false))
                .or(() -> previews.find(scope, id)
                        .map(content -> Preview.read(content).bill()))
                .map(bill -> ResponseEntity.<JsonNode>ok(query.select(bill)))
                .orElseThrow(() -> Refusal.notFound("bill", id));
    }

    @GetMapping
    @Operation(
            operationId = "listCustomerBill",
            summary = "List bills, the latest period first",
            description = "Without those that were made on demand.")
    @Parameter(name = "id")
    @Parameter(name = "state")
    @Parameter(name = "period", description = "A calendar month in UTC, for instance 2026-11.")
    @Parameter(name = "billingAccount.id")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state", "period", "billingAccount.id");
        BillFilter filter = new BillFilter(
                query.filter("id"), query.filter("state"), query.filter("period"), query.filter("billingAccount.id"));
        Scope scope = Scope.of(caller);
        return query.answer(
                bills.list(scope, filter, query.page()).stream()
                        .map(bill -> BillAnswer.bill(bill, false))
                        .toList(),
                bills.count(scope, filter));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Operation(
            operationId = "patchCustomerBill",
            summary = "Change the state of a bill",
            description = "For operators. new, onHold, validated, sent, partiallyPaid, settled; nothing else of a "
                    + "bill ever changes: what was wrong is put right on the next one.")
    ResponseEntity<JsonNode> patch(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        BillRow bill = bills.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("bill", id));
        if (!caller.isOperator()) {
            throw Refusal.role("the state of a bill is changed with an operator's key");
        }
        BillState to = state(body);
        BillState from = BillState.read(bill.state()).orElseThrow();
        if (from != to) {
            change(bill, from, to);
        }
        return ResponseEntity.ok(
                BillAnswer.bill(bills.find(Scope.of(caller), id).orElse(bill), false));
    }

    private void change(BillRow bill, BillState from, BillState to) {
        if (!BillState.MACHINE.allows(from, to)) {
            throw Refusal.conflict("a bill that is " + from.text() + " can't become " + to.text());
        }
        if (bills.change(bill.id(), from.text(), to.text(), clock.instant().truncatedTo(ChronoUnit.MILLIS)) == 0) {
            throw Refusal.conflict("the bill has just become another: read it again");
        }
    }

    private static BillState state(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        body.fieldNames().forEachRemaining(name -> {
            if (!PATCHED.contains(name)) {
                part.problem(name, "can't be changed; state can");
            }
        });
        Optional<String> text = part.requiredText("state");
        Optional<BillState> state = text.flatMap(BillState::read);
        if (text.isPresent() && state.isEmpty()) {
            part.problem("state", "must be new, onHold, validated, sent, partiallyPaid or settled");
        }
        if (!problems.isEmpty() || state.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return state.get();
    }
}
