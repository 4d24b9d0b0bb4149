package dev.turnup.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.StoredInventory;
import dev.turnup.order.OrderStart;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderRequest;
import dev.turnup.plan.Placement;
import dev.turnup.plan.Plan;
import dev.turnup.plan.Planner;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Orders for the naive form, stored with the same rows as intake stores them and started by a plain client. They pay for no
 * HTTP and no relay, which is in their favour.
 */
final class Naive {
    private static final List<AdapterProfile> ADAPTERS = List.of(
            new AdapterProfile("qualification", "local", "", Placement.INLINE, Duration.ZERO),
            new AdapterProfile("vlan", "inventory", "", Placement.INLINE, Duration.ZERO),
            new AdapterProfile("billing", "ledger", "", Placement.INLINE, Duration.ZERO),
            new AdapterProfile("route", "simulated-azure", "azure", Placement.QUEUED, Duration.ZERO));

    private final Jdbi jdbi;
    private final WorkflowClient temporal;
    private final Planner planner;

    Naive(Jdbi jdbi, WorkflowClient temporal) {
        this.jdbi = jdbi;
        this.temporal = temporal;
        this.planner = new Planner(Catalogue.load(), new StoredInventory(jdbi), ADAPTERS);
    }

    /** Places an order of one connection on a port and returns when it has completed. */
    void toEnd(String tenant, String port) {
        String id = UUID.randomUUID().toString();
        NewOrder.Secret secret = new NewOrder.Secret(
                UUID.randomUUID().toString(), UUID.randomUUID().toString());
        OrderRequest request = request(secret, port);
        Plan plan = planner.plan(id, tenant, request);
        Instant now = Instant.now();
        NewOrder order = new NewOrder(plan, request, "{}", List.of(), List.of(secret), now, now, null);
        jdbi.useTransaction(tx -> {
            OrderIntake.store(tx, order);
            tx.execute("delete from outbox where order_id = ?", id);
        });
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(OrderStart.workflowId(id))
                .setTaskQueue(Bench.QUEUE)
                .build();
        temporal.newWorkflowStub(NaiveOrderWorkflow.class, options).run(new OrderStart(id, tenant));
    }

    private static OrderRequest request(NewOrder.Secret secret, String port) {
        Map<String, JsonNode> values = Map.of(
                "cloud", Json.tree("azure"),
                "onRamp", Json.tree(Subject.SITE),
                "speedMbps", Json.tree(50),
                "azureServiceKey", Json.tree(secret.reference()));
        OrderRequest.Item item = new OrderRequest.Item(
                "1", "add", "cloud-connection", null, null, values, List.of(new OrderRequest.Relation(null, port)));
        return new OrderRequest(CompletionMode.allOrNothing, List.of(item));
    }
}
