package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.billrun.BillRunState;
import dev.turnup.billrun.records.BillCheck;
import dev.turnup.billrun.records.BillRunIntake;
import dev.turnup.billrun.records.BillRunReads;
import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import dev.turnup.billrun.records.BillingPeriod;
import dev.turnup.intake.Caller;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The bills of all tenants, month by month. */
@OnIntake
@RestController
@RequestMapping(BillRuns.PATH)
@Tag(name = "Billing")
class BillRuns {
    static final String PATH = "/api/v1/bill-runs";

    private final Jdbi jdbi;
    private final BillRunReads runs;
    private final Once once;
    private final InstantSource clock;

    BillRuns(Jdbi jdbi, BillRunReads runs, Once once, InstantSource clock) {
        this.jdbi = jdbi;
        this.runs = runs;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createBillRun",
            summary = "Bill a month that is over",
            description = "For operators. A second run of a month is the first one: each tenant is billed once. "
                    + "A month that would leave out others is refused, unless `skip` is true.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        onlyOperators(caller);
        return once.created(caller, key, PATH, body, () -> work(caller, body));
    }

    private Work work(Caller caller, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        BillingPeriod period = period(body, now);
        Optional<BillRunRow> there = runs.find(period.id());
        if (there.isPresent()) {
            return new Work(answer(there.get()), tx -> {});
        }
        BillRunRow run = new BillRunRow(period.id(), BillRunState.acknowledged, runs.tenants(), 0, "", now, now, null);
        return new Work(answer(run), tx -> {
            if (!BillRunIntake.store(tx, period, caller.actor(), now)
                    && tx.attach(BillRunReads.class).find(period.id()).isEmpty()) {
                throw Refusal.conflict("another run was ordered just now: order this one when that is done");
            }
        });
    }

    private BillingPeriod period(JsonNode body, Instant now) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> text = part.requiredText("period");
        Optional<BillingPeriod> period = text.flatMap(BillingPeriod::read);
        if (text.isPresent() && period.isEmpty()) {
            part.problem("period", "must be a month, for instance 2026-11");
        }
        period.flatMap(month -> jdbi.<Optional<Problem>, RuntimeException>withHandle(
                        handle -> BillRunIntake.problem(handle, month, skip(part), now)))
                .ifPresent(problems::add);
        if (!problems.isEmpty() || period.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return period.get();
    }

    private static boolean skip(Part part) {
        Optional<JsonNode> skip = part.any("skip");
        if (skip.isPresent() && !skip.get().isBoolean()) {
            part.problem("skip", "must be true or false");
        }
        return skip.isPresent() && skip.get().booleanValue();
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveBillRun", summary = "See how far a run is", description = "For operators.")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        onlyOperators(caller);
        return ResponseEntity.ok(query.allow().select(answer(find(id))));
    }

    @GetMapping
    @Operation(
            operationId = "listBillRun",
            summary = "List runs, the latest month first",
            description = "For operators.")
    @Parameter(name = "state")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        onlyOperators(caller);
        String state = query.allow("state").filter("state");
        return query.answer(
                runs.list(state, query.page()).stream().map(this::answer).toList(), runs.count(state));
    }

    @GetMapping("/{id}/check")
    @Operation(
            operationId = "retrieveBillRunCheck",
            summary = "Make the bills of a run once more and compare",
            description = "For operators. To the cent: lines with the facts, bills with their lines and with the "
                    + "ledger. A difference that is late is no fault: its fact came after the bill, and the next "
                    + "bill shows it. It takes some milliseconds for each tenant.")
    ResponseEntity<JsonNode> check(Caller caller, @PathVariable String id) {
        onlyOperators(caller);
        BillRunRow run = find(id);
        BillingPeriod period = BillingPeriod.read(run.period()).orElseThrow();
        return ResponseEntity.ok(BillRunAnswer.of(run, new BillCheck(jdbi).of(period)));
    }

    private BillRunRow find(String id) {
        return runs.find(id).orElseThrow(() -> Refusal.notFound("bill run", id));
    }

    private ObjectNode answer(BillRunRow run) {
        return BillRunAnswer.of(run, runs.totals(run.period()), runs.left(run.period()));
    }

    private static void onlyOperators(Caller caller) {
        if (!caller.isOperator()) {
            throw Refusal.role("bill runs are ordered and seen with an operator's key");
        }
    }
}
