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
import dev.turnup.intake.ServiceKeys;
import dev.turnup.intake.ServiceKeys.Connection;
import dev.turnup.order.ProductState;
import dev.turnup.servicekeys.ServiceKeyAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Looks up what belongs to products: what relies on them, what others have on them, and their history. */
@OnIntake
@Component
class ProductAnswers {
    private final ProductReads products;
    private final ServiceKeys keys;
    private final ProductAnswer answer;

    ProductAnswers(ProductReads products, ServiceKeys keys, ProductAnswer answer) {
        this.products = products;
        this.keys = keys;
        this.answer = answer;
    }

    ObjectNode json(ProductRow row) {
        return json(row, Instant.MAX);
    }

    /** With its history up to an instant. */
    ObjectNode json(ProductRow row, Instant until) {
        return json(List.of(row), until).getFirst();
    }

    List<ObjectNode> json(List<ProductRow> rows) {
        return json(rows, Instant.MAX);
    }

    private List<ObjectNode> json(List<ProductRow> rows, Instant until) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(ProductRow::id).toList();
        Map<String, List<RelationRow>> dependents =
                products.dependents(ids).stream().collect(Collectors.groupingBy(RelationRow::reliesOn));
        Map<String, List<StatusRow>> history = products.history(ids).stream()
                .filter(status -> !status.at().isAfter(until))
                .collect(Collectors.groupingBy(StatusRow::product));
        Map<String, List<Connection>> connections = connections(rows, until);
        return rows.stream()
                .map(row -> {
                    ObjectNode json = answer.json(row);
                    dependents
                            .getOrDefault(row.id(), List.of())
                            .forEach(other -> ProductAnswer.relation(json, "enables", other.productId()));
                    connections
                            .getOrDefault(row.id(), List.of())
                            .forEach(connection ->
                                    json.withArray("serviceKeyConnection").add(ServiceKeyAnswer.of(connection)));
                    write(json.putArray("statusChange"), history(row, history.getOrDefault(row.id(), List.of())));
                    return json;
                })
                .toList();
    }

    /** What others have on ports and had by then, as it is now; keys are made for nothing else. */
    private Map<String, List<Connection>> connections(List<ProductRow> rows, Instant until) {
        List<String> ports = rows.stream()
                .filter(row -> answer.specification(row).equals("port"))
                .map(ProductRow::id)
                .toList();
        return ports.isEmpty()
                ? Map.of()
                : keys.onPorts(ports).stream()
                        .filter(connection -> !connection.createdAt().isAfter(until))
                        .collect(Collectors.groupingBy(Connection::reliesOn));
    }

    private record Change(String status, Instant at) {}

    /** What its orders' histories tell, and of a product that is older than these, what its row does. */
    private static List<Change> history(ProductRow row, List<StatusRow> told) {
        List<Change> changes = new ArrayList<>();
        told.forEach(one -> changes.add(
                new Change(Json.read(one.content(), JsonNode.class).path("to").asText(), one.at())));
        add(changes, ProductState.pendingActive.name(), row.createdAt());
        add(changes, ProductState.active.name(), row.activeSince());
        add(changes, row.state(), row.endedAt());
        changes.sort(Comparator.comparing(Change::at));
        return changes;
    }

    private static void add(List<Change> changes, String status, @Nullable Instant at) {
        if (at != null && changes.stream().noneMatch(change -> change.status().equals(status))) {
            changes.add(new Change(status, at));
        }
    }

    private static void write(ArrayNode json, List<Change> changes) {
        changes.forEach(change -> json.addObject()
                .put("@type", "StatusChange")
                .put("status", change.status())
                .put("changeDate", change.at().toString()));
    }
}
