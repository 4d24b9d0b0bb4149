package dev.turnup.protocol;

import dev.turnup.hub.HubStart;
import dev.turnup.hub.records.Consumer;
import dev.turnup.hub.records.HubIntake;
import dev.turnup.hub.records.HubReads;
import dev.turnup.hub.records.HubReads.State;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.hub.records.Signature;
import dev.turnup.intake.Scope;
import dev.turnup.journal.HubEvent.Hub;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** One subscription of the laboratory, with its consumer. */
final class PlacedHub implements AutoCloseable {
    private final OrderLab lab;
    private final Path path;
    private final HubStart start = new HubStart(UUID.randomUUID().toString(), OrderLab.TENANT);
    private final WorkflowRuns runs;
    final Consumer consumer = new Consumer();

    PlacedHub(OrderLab lab, Path path) {
        this.lab = lab;
        this.path = path;
        this.runs = new WorkflowRuns(lab, start.workflowId());
        SubscriptionRow row = new SubscriptionRow(
                start.id(),
                start.tenant(),
                Hub.ordering,
                consumer.url(),
                null,
                "",
                "s-" + start.id(),
                State.active,
                null,
                lab.clock.instant(),
                0,
                null,
                null,
                null,
                null);
        lab.jdbi().useTransaction(tx -> new HubIntake(tx).store(row, Signature.newSecret()));
    }

    PlacedHub until(BooleanSupplier condition) {
        lab.until(
                () -> {
                    see();
                    return condition.getAsBoolean();
                },
                () -> row() + " " + consumer.received().size());
        return this;
    }

    private void see() {
        try {
            runs.see();
        } catch (WorkflowNotFoundException e) {
            return; // nothing was to be sent so far
        }
    }

    /** Nothing is left to be sent. */
    PlacedHub ends() {
        until(() -> row().failures() == 0 && pending() == 0 && !runs.isRunning());
        Histories.tell(path, histories());
        return this;
    }

    PlacedHub loseWorkflow() {
        runs.lose();
        return this;
    }

    SubscriptionRow row() {
        return reads().find(new Scope(OrderLab.TENANT, false), null, start.id()).orElseThrow();
    }

    long pending() {
        return Long.parseLong(
                lab.one("select count(*) from hub_delivery where dead_at is null and subscription_id = ?", start.id()));
    }

    long dead() {
        return Long.parseLong(lab.one(
                "select count(*) from hub_delivery where dead_at is not null and subscription_id = ?", start.id()));
    }

    WorkflowExecutionStatus status() {
        return runs.status();
    }

    String workflowId() {
        return start.workflowId();
    }

    /** Each once: a run is seen by itself, and as what another went on with. */
    List<Run> histories() {
        Map<String, Run> histories = new LinkedHashMap<>();
        runs.histories().forEach(run -> histories.putIfAbsent(run.json(), run));
        return List.copyOf(histories.values());
    }

    /** Events of the order that the consumer was sent, by their number. */
    List<String> received(PlacedOrder order) {
        return consumer.received().stream()
                .map(request -> request.header("webhook-id"))
                .filter(id -> id.startsWith(order.id + "_"))
                .map(id -> id.substring(id.lastIndexOf('_') + 1))
                .toList();
    }

    private HubReads reads() {
        return lab.jdbi().onDemand(HubReads.class);
    }

    @Override
    public void close() {
        lab.jdbi().useTransaction(tx -> new HubIntake(tx).delete(row()));
        consumer.close();
    }
}
