package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.store.StoredCatalogue;
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

/** TMF620 ProductSpecification: what Turnup can build. Each has a recipe in code, so there is nothing to change. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.PRODUCT_SPECIFICATIONS)
@Tag(name = "Product catalogue (TMF620)")
class ProductSpecifications {
    private final Catalogue shipped;

    ProductSpecifications(StoredCatalogue catalogue) {
        this.shipped = catalogue.shipped();
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveProductSpecification", summary = "Read what a kind of product can be")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        query.allow();
        return shipped.offering(id)
                .map(kind -> ResponseEntity.<JsonNode>ok(query.select(json(kind))))
                .orElseThrow(() -> Refusal.notFound("product specification", id));
    }

    @GetMapping
    @Operation(operationId = "listProductSpecification", summary = "List the kinds of products there are")
    @Parameter(name = "id")
    @Parameter(name = "name")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "name");
        String id = query.filter("id");
        String name = query.filter("name");
        List<ObjectNode> all = shipped.offerings().stream()
                .filter(kind -> id == null || kind.id().equals(id))
                .filter(kind -> name == null || kind.name().equals(name))
                .map(this::json)
                .toList();
        return query.answer(query.page().of(all), all.size());
    }

    private ObjectNode json(Offering kind) {
        ObjectNode json = TreeJson.object()
                .put("@type", "ProductSpecification")
                .put("id", kind.id())
                .put("href", TmfPaths.PRODUCT_SPECIFICATIONS + "/" + kind.id())
                .put("name", kind.name())
                .put("description", kind.description())
                .put("version", shipped.version())
                .put("lifecycleStatus", "Active")
                .put("lastUpdate", shipped.version() + "T00:00:00Z")
                .put("isBundle", false);
        ArrayNode characteristics = json.putArray("productSpecCharacteristic");
        kind.characteristics()
                .forEach(rule -> new CharacteristicAnswer(rule)
                        .write(
                                characteristics.addObject(),
                                "CharacteristicSpecification",
                                "characteristicValueSpecification"));
        return json;
    }
}
