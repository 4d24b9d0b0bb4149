package dev.turnup.bills;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.Money;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.billrun.records.Credits;
import dev.turnup.billrun.records.Credits.Credit;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What operators take off what a customer owes. */
@OnIntake
@RestController
@RequestMapping(CreditGiving.PATH)
@Tag(name = "Billing")
class CreditGiving {
    static final String PATH = "/api/v1/credits";
    private static final BigDecimal MOST = new BigDecimal("1000000.00");

    private final Credits credits;
    private final Catalogue catalogue;
    private final Once once;
    private final InstantSource clock;

    CreditGiving(Credits credits, Catalogue catalogue, Once once, InstantSource clock) {
        this.credits = credits;
        this.catalogue = catalogue;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createCredit",
            summary = "Take something off what a customer owes",
            description = "For operators. The customer's next bill shows it, with its reason.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        if (!caller.isOperator()) {
            throw Refusal.role("credits are given with an operator's key");
        }
        return once.created(caller, key, PATH, body, () -> {
            Credit credit = read(body);
            return new Work(answer(credit), tx -> Credits.store(tx, credit));
        });
    }

    private Credit read(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> tenant = part.requiredText("tenant");
        tenant.filter(id -> !credits.isTenant(id)).ifPresent(id -> part.problem("tenant", "is not known"));
        Optional<String> reason = part.requiredText("reason", Credits.LONGEST_REASON);
        reason.filter(String::isBlank).ifPresent(text -> part.problem("reason", "must say something"));
        Optional<BigDecimal> amount = part.requiredObject("amount").flatMap(this::amount);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new Credit(
                UUID.randomUUID().toString(),
                tenant.orElseThrow(),
                amount.orElseThrow(),
                catalogue.currency(),
                reason.orElseThrow(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                null);
    }

    private Optional<BigDecimal> amount(Part money) {
        money.requiredText("unit")
                .filter(unit -> !unit.equals(catalogue.currency()))
                .ifPresent(unit -> money.problem("unit", "must be " + catalogue.currency()));
        money.required("value");
        Optional<BigDecimal> value =
                money.any("value").filter(JsonNode::isNumber).map(JsonNode::decimalValue);
        boolean right = value.filter(number -> number.signum() > 0
                        && number.compareTo(MOST) <= 0
                        && number.stripTrailingZeros().scale() <= 2)
                .isPresent();
        if (money.any("value").isPresent() && !right) {
            money.problem("value", "must be a number above 0, up to " + MOST + ", with two decimals at the most");
        }
        return value.filter(number -> right).map(number -> number.setScale(2));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveCredit", summary = "Read a credit, and on which bill it is")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        Credit credit = credits.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("credit", id));
        return ResponseEntity.ok(query.allow().select(answer(credit)));
    }

    private static ObjectNode answer(Credit credit) {
        ObjectNode json = TreeJson.object()
                .put("@type", "Credit")
                .put("id", credit.id())
                .put("href", PATH + "/" + credit.id())
                .put("tenant", credit.tenant())
                .put("reason", credit.reason())
                .put("creationDate", credit.at().toString());
        json.set("amount", Money.of(credit.amount(), credit.currency()));
        if (credit.billId() != null) {
            json.putObject("bill").put("id", credit.billId()).put("href", TmfPaths.BILLS + "/" + credit.billId());
        }
        return json;
    }
}
