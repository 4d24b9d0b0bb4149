package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF620 ProductOffering, to read. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.PRODUCT_OFFERINGS)
@Tag(name = "Product catalogue (TMF620)")
class ProductOfferings {
    private final Catalogue catalogue;

    ProductOfferings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveProductOffering", summary = "Read what an offering needs and costs")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        return catalogue
                .offering(id)
                .map(offering -> ResponseEntity.<JsonNode>ok(
                        query.allow().select(new OfferingAnswer(catalogue, offering).json())))
                .orElseThrow(() -> Refusal.notFound("product offering", id));
    }

    @GetMapping
    @Operation(operationId = "listProductOffering", summary = "List what can be ordered")
    @Parameter(name = "id")
    @Parameter(name = "name")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "name");
        String id = query.filter("id");
        String name = query.filter("name");
        List<ObjectNode> all = catalogue.offerings().stream()
                .filter(offering -> id == null || offering.id().equals(id))
                .filter(offering -> name == null || offering.name().equals(name))
                .map(offering -> new OfferingAnswer(catalogue, offering).json())
                .toList();
        return query.answer(
                all.stream()
                        .skip(query.page().offset())
                        .limit(query.page().limit())
                        .toList(),
                all.size());
    }
}
