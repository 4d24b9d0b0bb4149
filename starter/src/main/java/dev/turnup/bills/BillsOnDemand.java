package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.billrun.records.BillLine;
import dev.turnup.billrun.records.BillReads.BillRow;
import dev.turnup.billrun.records.BillState;
import dev.turnup.billrun.records.BillingPeriod;
import dev.turnup.billrun.records.Credits;
import dev.turnup.billrun.records.Previews;
import dev.turnup.billrun.records.TenantBills;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
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
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF678 CustomerBillOnDemand: what the bill of the current month would be, up to now. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.BILLS_ON_DEMAND)
@Tag(name = "Customer bills (TMF678)")
class BillsOnDemand {
    private static final int LONGEST = 200;
    private static final int LONGEST_DESCRIPTION = 2_000;

    private final Jdbi jdbi;
    private final Previews previews;
    private final Credits tenants;
    private final Catalogues catalogues;
    private final Once once;
    private final InstantSource clock;

    BillsOnDemand(
            Jdbi jdbi, Previews previews, Credits tenants, Catalogues catalogues, Once once, InstantSource clock) {
        this.jdbi = jdbi;
        this.previews = previews;
        this.tenants = tenants;
        this.catalogues = catalogues;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createCustomerBillOnDemand",
            summary = "See what the bill would be by now",
            description = "Everything that is on no bill yet, up to now. It is to look at: it counts nowhere, and is "
                    + "deleted after a day.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        return once.created(caller, key, TmfPaths.BILLS_ON_DEMAND, body, () -> work(caller, body));
    }

    private Work work(Caller caller, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> tenant = part.requiredObject("billingAccount").flatMap(account -> account(caller, account));
        Optional<String> name = part.text("name", LONGEST);
        Optional<String> description = part.text("description", LONGEST_DESCRIPTION);
        if (!problems.isEmpty() || tenant.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Preview preview = preview(tenant.get(), now);
        name.ifPresent(text -> preview.request().put("name", text));
        description.ifPresent(text -> preview.request().put("description", text));
        String id = preview.bill().path("id").asText();
        return new Work(
                preview.request(),
                tx -> tx.attach(Previews.class)
                        .add(id, tenant.get(), Preview.text(preview.request()), preview.content(), now));
    }

    /** A customer's own; operators name anybody's. */
    private Optional<String> account(Caller caller, Part account) {
        Optional<String> id = account.requiredText("id");
        Optional<String> known =
                id.filter(tenant -> caller.isOperator() ? tenants.isTenant(tenant) : tenant.equals(caller.tenant()));
        if (id.isPresent() && known.isEmpty()) {
            account.problem("id", "is not known");
        }
        return known;
    }

    private Preview preview(String tenant, Instant now) {
        BillingPeriod period = BillingPeriod.at(now);
        String currency = catalogues.now().currency();
        List<BillLine> lines = jdbi.<List<BillLine>, RuntimeException>inTransaction(
                tx -> TenantBills.lines(tx, tenant, period, now).getOrDefault(currency, List.of()));
        BillRow bill = new BillRow(
                UUID.randomUUID().toString(),
                tenant,
                period.id(),
                currency,
                period.begin(),
                now,
                TenantBills.total(lines),
                BillState.NEW.text(),
                now,
                now);
        return Preview.of(bill, lines);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveCustomerBillOnDemand", summary = "Read a bill on demand")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow();
        return previews.find(Scope.of(caller), id)
                .map(content -> ResponseEntity.<JsonNode>ok(
                        query.select(Preview.read(content).request())))
                .orElseThrow(() -> Refusal.notFound("bill on demand", id));
    }

    @GetMapping
    @Operation(operationId = "listCustomerBillOnDemand", summary = "List bills on demand, the newest first")
    @Parameter(name = "id")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        String id = query.allow("id").filter("id");
        Scope scope = Scope.of(caller);
        return query.answer(
                previews.list(scope, id, query.page()).stream()
                        .map(TreeJson::readOwn)
                        .toList(),
                previews.count(scope, id));
    }
}
