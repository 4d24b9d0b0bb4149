package dev.turnup.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.ListQuery.Sorting;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.intake.Caller;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductFilter;
import dev.turnup.intake.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF637 Product. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.PRODUCTS)
@Tag(name = "Product inventory (TMF637)")
class Products {
    private static final Sorting SORTING = new Sorting(Map.of(
            "id", "id",
            "name", "name",
            "status", "state",
            "creationDate", "created_at",
            "startDate", "active_since",
            "terminationDate", "ended_at"));

    private static final String WITHDRAWN = "placeWithdrawn";

    private final ProductReads products;
    private final ProductAnswers answers;

    Products(ProductReads products, ProductAnswers answers) {
        this.products = products;
        this.answers = answers;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveProduct", summary = "Read a product")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return products.find(Scope.of(caller), id)
                .map(row -> ResponseEntity.<JsonNode>ok(query.allow().select(answers.json(row))))
                .orElseThrow(() -> Refusal.notFound("product", id));
    }

    @GetMapping
    @Operation(operationId = "listProduct", summary = "List products, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "status")
    @Parameter(
            name = "sort",
            description =
                    "id, name, status, creationDate, startDate or terminationDate; the largest first after a minus.")
    @Parameter(name = "productOffering.id")
    @Parameter(name = WITHDRAWN, description = "true: those that go on at a building which has left the list.")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow(SORTING, "id", "status", "productOffering.id", WITHDRAWN);
        ProductFilter filter = new ProductFilter(
                query.filter("id"), query.filter("status"), query.filter("productOffering.id"), query.flag(WITHDRAWN));
        Scope scope = Scope.of(caller);
        return query.answer(
                answers.json(products.list(scope, filter, query.orderBy(SORTING), query.page())),
                products.count(scope, filter));
    }
}
