package dev.turnup.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.OnIntake;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductRow;
import dev.turnup.intake.ProductReads.RelationRow;
import dev.turnup.intake.ProductReads.StatusRow;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks up what belongs to products: what relies on them, and their history. */
@OnIntake
@Component
class ProductAnswers {
    private final ProductReads products;
    private final ProductAnswer answer;

    ProductAnswers(ProductReads products, ProductAnswer answer) {
        this.products = products;
        this.answer = answer;
    }

    ObjectNode json(ProductRow row) {
        return json(List.of(row)).getFirst();
    }

    List<ObjectNode> json(List<ProductRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(ProductRow::id).toList();
        Map<String, List<RelationRow>> dependents =
                products.dependents(ids).stream().collect(Collectors.groupingBy(RelationRow::reliesOn));
        Map<String, List<StatusRow>> history =
                products.history(ids).stream().collect(Collectors.groupingBy(StatusRow::product));
        return rows.stream()
                .map(row -> {
                    ObjectNode json = answer.json(row);
                    dependents
                            .getOrDefault(row.id(), List.of())
                            .forEach(other -> ProductAnswer.relation(json, "enables", other.productId()));
                    history(json.putArray("statusChange"), history.getOrDefault(row.id(), List.of()));
                    return json;
                })
                .toList();
    }

    private static void history(ArrayNode changes, List<StatusRow> rows) {
        rows.forEach(row -> changes.addObject()
                .put("@type", "StatusChange")
                .put(
                        "status",
                        Json.read(row.content(), JsonNode.class).path("to").asText())
                .put("changeDate", row.at().toString()));
    }
}
