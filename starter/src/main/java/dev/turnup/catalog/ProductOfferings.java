package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.catalogue.LifecycleStatus;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import dev.turnup.catalogue.store.StoredCatalogue;
import dev.turnup.intake.Caller;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductFilter;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF620 ProductOffering: customers read what they can order or have, operators read all of it, change it and sell more. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.PRODUCT_OFFERINGS)
@Tag(name = "Product catalogue (TMF620)")
class ProductOfferings {
    private static final String VERSION = "version";

    private final StoredCatalogue catalogue;
    private final ProductReads products;
    private final Once once;
    private final InstantSource clock;

    ProductOfferings(StoredCatalogue catalogue, ProductReads products, Once once, InstantSource clock) {
        this.catalogue = catalogue;
        this.products = products;
        this.once = once;
        this.clock = clock;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveProductOffering", summary = "Read what an offering needs and costs")
    @Parameter(name = VERSION, description = "The newest unless said.")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow(VERSION);
        String version = query.filter(VERSION);
        return versions(id)
                .filter(offering -> version == null || isVersion(offering, version))
                .findFirst()
                .filter(offering -> isOpenTo(caller, offering, version == null))
                .map(offering -> ResponseEntity.<JsonNode>ok(query.select(answer(offering))))
                .orElseThrow(() -> Refusal.notFound("product offering", id));
    }

    @GetMapping
    @Operation(operationId = "listProductOffering", summary = "List what can be ordered; for operators all there is")
    @Parameter(name = "id")
    @Parameter(name = "name")
    @Parameter(name = "lifecycleStatus")
    @Parameter(name = VERSION, description = "A number, or 'all'; the newest unless said.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "name", "lifecycleStatus", VERSION);
        String id = query.filter("id");
        String name = query.filter("name");
        String status = query.filter("lifecycleStatus");
        List<ObjectNode> all = asked(caller, query.filter(VERSION))
                .filter(offering -> id == null || offering.id().equals(id))
                .filter(offering -> name == null || offering.name().equals(name))
                .filter(offering ->
                        status == null || offering.edition().status().toString().equals(status))
                .map(this::answer)
                .toList();
        return query.answer(query.page().of(all), all.size());
    }

    private Stream<Offering> asked(Caller caller, @Nullable String version) {
        List<Offering> newest = catalogue.now().offerings();
        return version == null
                ? newest.stream()
                        .filter(offering ->
                                caller.isOperator() || offering.edition().isOrderable(clock.instant()))
                : newest.stream()
                        .flatMap(offering -> versions(offering.id()))
                        .filter(offering -> version.equals("all") || isVersion(offering, version))
                        .filter(offering -> isOpenTo(caller, offering, false));
    }

    @PostMapping
    @Operation(
            operationId = "createProductOffering",
            summary = "Sell a kind of product on terms of its own",
            description =
                    "For operators. Needs name, productSpecification and productOfferingPrice; takes an id and all that can be "
                            + "patched. Without lifecycleStatus it begins 'In study', without charges it has none. What is ordered on "
                            + "it is built as all of its specification, and sold at its prices.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        operatorsOnly(caller);
        ResponseEntity<JsonNode> answer = once.created(caller, key, TmfPaths.PRODUCT_OFFERINGS, body, () -> {
            Offering offering = OfferingReader.created(body, catalogue.shipped(), now());
            return new Once.Work(answer(offering), tx -> create(tx, offering, caller.actor()));
        });
        catalogue.reread();
        return answer;
    }

    private static void create(Handle tx, Offering offering, String actor) {
        if (!StoredCatalogue.create(tx, offering, actor)) {
            throw Refusal.conflict(
                    "there is a product offering '" + offering.id() + "', or was one: give it another id, or none");
        }
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {"application/json", "application/merge-patch+json"})
    @Operation(
            operationId = "patchProductOffering",
            summary = "Change an offering: a new version",
            description =
                    "For operators. A JSON merge patch (RFC 7396) of name, description, lifecycleStatus, validFor, "
                            + "productOfferingPrice, oneOffCharge and cancelCharge. What was ordered keeps the terms it was ordered "
                            + "on. With the 'version' that was read it is refused (409) when another is the newest by now.")
    ResponseEntity<JsonNode> patch(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        operatorsOnly(caller);
        Offering newest = newest(id);
        Terms terms = OfferingReader.patched(body, newest, catalogue.now().currency());
        return ResponseEntity.ok(answer(terms.equals(newest.terms()) ? newest : changed(caller, newest, terms)));
    }

    private Offering changed(Caller caller, Offering newest, Terms terms) {
        int version = newest.edition().version() + 1;
        Instant now = now();
        if (!catalogue.add(newest.id(), version, terms, caller.actor(), now)) {
            throw Refusal.conflict("somebody else has just changed the offering: read it, and change that");
        }
        return newest.on(newest.id(), terms, version, now);
    }

    @DeleteMapping("/{id}")
    @Operation(
            operationId = "deleteProductOffering",
            summary = "Delete an offering on which nothing was ordered",
            description =
                    "For operators. What was ordered on, and what comes with Turnup, can be retired instead (409).")
    ResponseEntity<Void> delete(Caller caller, @PathVariable String id) {
        operatorsOnly(caller);
        Offering offering = newest(id);
        if (offering.ships()) {
            throw Refusal.conflict("'" + id + "' comes with Turnup, and can't be deleted: retire it");
        }
        if (!catalogue.delete(id)) {
            throw Refusal.conflict("something was ordered on '" + id + "', and it can't be deleted: retire it");
        }
        return ResponseEntity.noContent().build();
    }

    private static void operatorsOnly(Caller caller) {
        if (!caller.isOperator()) {
            throw Refusal.role("the catalogue is changed with an operator's key");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Offering newest(String id) {
        return versions(id).findFirst().orElseThrow(() -> Refusal.notFound("product offering", id));
    }

    /** The newest first. */
    private Stream<Offering> versions(String id) {
        return catalogue.versions(id).stream();
    }

    private static boolean isVersion(Offering offering, String version) {
        return String.valueOf(offering.edition().version()).equals(version);
    }

    /** What customers could order, and what they have; drafts are the operators' affair. */
    private boolean isOpenTo(Caller caller, Offering offering, boolean newest) {
        return caller.isOperator()
                || (newest
                        ? offering.edition().isOrderable(clock.instant())
                        : offering.edition().status().isOrderable())
                || has(caller, offering);
    }

    private boolean has(Caller caller, Offering offering) {
        boolean wasSold = offering.edition().status() == LifecycleStatus.RETIRED
                || offering.edition().status() == LifecycleStatus.OBSOLETE
                || offering.edition().status().isOrderable();
        return wasSold && products.count(Scope.of(caller), new ProductFilter(null, null, offering.id(), null)) > 0;
    }

    private ObjectNode answer(Offering offering) {
        return new OfferingAnswer(offering, catalogue.now().currency()).json();
    }
}
