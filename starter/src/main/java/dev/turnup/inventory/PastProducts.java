package dev.turnup.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.hub.records.ToldEvent;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ProductReads.ProductRow;
import dev.turnup.intake.Scope;
import dev.turnup.intake.ServiceKeys;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Products as they were right after an event: with the state that its order had brought them to, and otherwise as they are now. */
public final class PastProducts {
    private final ProductReads products;
    private final OrderReads orders;
    private final ProductAnswers answers;

    public PastProducts(Jdbi jdbi, Catalogues catalogues) {
        this.products = jdbi.onDemand(ProductReads.class);
        this.orders = jdbi.onDemand(OrderReads.class);
        this.answers = new ProductAnswers(products, jdbi.onDemand(ServiceKeys.class), new ProductAnswer(catalogues));
    }

    public JsonNode product(ToldEvent event) {
        ProductRow now =
                products.find(new Scope(event.tenant(), false), event.subject()).orElseThrow();
        String state = orders.history(event.orderId(), event.seq()).stream()
                .filter(row ->
                        row.type().equals("productState") && row.subject().equals(now.id()))
                .reduce((first, last) -> last)
                .map(row -> Json.read(row.content(), JsonNode.class).path("to").asText())
                .orElse(now.state());
        return answers.json(then(now, state, event.at()), event.at());
    }

    private static ProductRow then(ProductRow now, String state, Instant at) {
        return new ProductRow(
                now.id(),
                now.tenant(),
                now.orderId(),
                now.itemId(),
                now.offering(),
                now.name(),
                now.place(),
                state,
                now.body(),
                now.receipts(),
                now.perHour(),
                now.currency(),
                now.createdAt(),
                then(now.activeSince(), at),
                then(now.endedAt(), at),
                now.changingOrder(),
                now.deletionLock());
    }

    private static @Nullable Instant then(@Nullable Instant happened, Instant at) {
        return happened == null || happened.isAfter(at) ? null : happened;
    }
}
