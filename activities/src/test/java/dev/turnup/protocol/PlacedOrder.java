package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.order.CancelRequest;
import dev.turnup.order.CompensationReport;
import dev.turnup.order.Decision;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import dev.turnup.order.Wake;
import dev.turnup.simulated.Behaviour;
import dev.turnup.simulated.ReceivedCall;
import dev.turnup.simulated.Resource;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One order of the laboratory: what is done to it, and what every record says of it, ours and the providers' own. */
final class PlacedOrder {
    static final String OPERATOR = "ada";
    private static final String CUSTOMER = "carl";

    private final OrderLab lab;
    private final Path path;
    private final WorkflowRuns runs;
    private CancelRequest unanswered;
    final String id;

    PlacedOrder(OrderLab lab, Path path, String id) {
        this.lab = lab;
        this.path = path;
        this.id = id;
        this.runs = new WorkflowRuns(lab, OrderStart.workflowId(id));
    }

    // what is done to it

    /** @param where item/step, or the start of it; empty for the whole order */
    PlacedOrder script(String where, Behaviour... behaviours) {
        lab.world.script(id + "/" + where, behaviours);
        return this;
    }

    PlacedOrder forget(String where) {
        lab.world.forget(id + "/" + where);
        return this;
    }

    /** Gives the steps of one adapter to another, with so long until they are due. */
    PlacedOrder plannedOn(String adapter, String other, String due) {
        String plan = lab.one("select plan from product_order where id = ?", id);
        JsonNode changed = Json.read(plan, JsonNode.class);
        for (JsonNode step : changed.findParents("adapter")) {
            if (step.get("adapter").asText().equals(adapter)) {
                ((ObjectNode) step).put("adapter", other).put("due", due);
            }
        }
        lab.jdbi()
                .useHandle(handle ->
                        handle.execute("update product_order set plan = ? where id = ?", changed.toString(), id));
        return this;
    }

    PlacedOrder deliver() {
        lab.deliver();
        return this;
    }

    PlacedOrder start() {
        lab.deliver();
        runs.seeNew();
        return this;
    }

    /** Its workflow gets a cancel with its start, so that it has done nothing yet. */
    PlacedOrder startCancelled() {
        lab.jdbi().useHandle(handle -> handle.execute("delete from outbox where order_id = ?", id));
        lab.startWith(id, newCancel(OPERATOR, false));
        runs.seeNew();
        return this;
    }

    PlacedOrder wake(String step) {
        lab.send(outbox -> outbox.wake(id, OrderLab.TENANT, new Wake(step)));
        return this;
    }

    PlacedOrder until(BooleanSupplier condition) {
        lab.until(condition, this::story);
        return this;
    }

    PlacedOrder until(String state) {
        lab.until(() -> state().equals(state), this::story);
        return this;
    }

    /** Until an operator has to decide about a step. */
    PlacedOrder untilFallout(String code) {
        lab.until(() -> openFallout().stream().anyMatch(row -> row.endsWith(" " + code)), this::story);
        return this;
    }

    PlacedOrder settle() {
        lab.settle();
        return this;
    }

    PlacedOrder pass(Duration time) {
        lab.pass(time);
        lab.settle();
        return this;
    }

    PlacedOrder decide(String step, Decision.Action action) {
        return decide(step, action, Map.of());
    }

    PlacedOrder decide(String step, Decision.Action action, Map<String, ?> input) {
        String entry = lab.list("select id from fallout where open_key = ?", id + "/" + step).stream()
                .findFirst()
                .orElse(null);
        return decide(new Decision(
                step, action, OPERATOR, "as the test says", input.isEmpty() ? null : Json.tree(input), entry));
    }

    PlacedOrder decide(Decision decision) {
        lab.send(outbox -> outbox.decide(id, OrderLab.TENANT, decision));
        return settle();
    }

    PlacedOrder cancelByCustomer() {
        return cancel(CUSTOMER, true).settle();
    }

    PlacedOrder cancelByOperator() {
        return cancel(OPERATOR, false).settle();
    }

    PlacedOrder cancel(String actor, boolean byCustomer) {
        lab.send(outbox -> outbox.cancel(id, OrderLab.TENANT, newCancel(actor, byCustomer)));
        return this;
    }

    /** As it is when the workflow task in which a customer's cancel was taken is lost, and Temporal forgets the update. */
    PlacedOrder cancelTakenButNotAnswered() {
        unanswered = newCancel(CUSTOMER, true);
        lab.jdbi()
                .useHandle(handle -> handle.execute(
                        "update product_order set cancelled = true, rolling_back = true where id = ?", id));
        return this;
    }

    /** The relay has no answer, so it tells the order again. */
    PlacedOrder repeatCancel() {
        lab.send(outbox -> outbox.cancel(id, OrderLab.TENANT, Objects.requireNonNull(unanswered)));
        return settle();
    }

    private CancelRequest newCancel(String actor, boolean byCustomer) {
        String task = UUID.randomUUID().toString();
        lab.jdbi()
                .useHandle(handle ->
                        handle.execute("""
                        insert into cancel_order (id, tenant, order_id, state, reason, actor, by_customer, requested_at)
                        values (?, ?, ?, 'acknowledged', 'as the test says', ?, ?, ?)""", task, OrderLab.TENANT, id, actor, byCustomer, lab.clock.instant()));
        return new CancelRequest(task, actor, "as the test says", byCustomer);
    }

    PlacedOrder cancelInTemporal() {
        runs.cancel();
        return settle();
    }

    /** Ends the workflow as an operator of Temporal can, and lets the sweep find out. */
    PlacedOrder loseWorkflow() {
        lab.settle();
        runs.lose();
        lab.pass(Duration.ofMinutes(2));
        lab.sweep();
        return this;
    }

    /** What intake does when an operator answers WORKFLOW_LOST with RETRY. */
    PlacedOrder restart() {
        lab.jdbi().useHandle(handle -> handle.execute("""
                        update fallout set closed_at = ?, decision = 'RETRY', actor = ?, open_key = null
                        where order_id = ? and code = 'WORKFLOW_LOST'""", lab.clock.instant(), OPERATOR, id));
        lab.send(outbox -> outbox.restart(id, OrderLab.TENANT));
        runs.seeNew();
        return this;
    }

    /** Until its workflow has ended; then every record must agree with every other. */
    PlacedOrder untilEnd() {
        lab.until(() -> !runs.isRunning(), this::story);
        new Agreement(lab, this).check();
        Histories.tell(path, histories());
        return this;
    }

    /** Fails the test unless the order ended in this state. */
    PlacedOrder ends(OrderState state) {
        untilEnd();
        assertThat(state()).as(story()).isEqualTo(state.name());
        return this;
    }

    // what is known of it

    /** Whether nothing is on its way to it. */
    boolean isTold() {
        return lab.list("select id from outbox where order_id = ?", id).isEmpty();
    }

    boolean isRunning() {
        return runs.isRunning();
    }

    WorkflowExecutionStatus status() {
        return runs.status();
    }

    /** Whether an activity of this type is under way on its queue, where operators see it. */
    boolean isRetrying(String type) {
        return runs.pending().stream()
                .anyMatch(activity -> activity.getActivityType().getName().equals(type));
    }

    /** All runs of its workflow, oldest first. */
    List<Run> histories() {
        return runs.histories();
    }

    String state() {
        return lab.one("select state from product_order where id = ?", id);
    }

    Instant startedAt() {
        return lab.jdbi()
                .withHandle(handle -> handle.select("select started_at from product_order where id = ?", id)
                        .mapTo(Instant.class)
                        .one());
    }

    /** Each state it was in, as its events tell. */
    List<String> states() {
        return lab
                .list("select content from order_event where order_id = ? and type = 'orderState' order by seq", id)
                .stream()
                .map(content -> Json.read(content, Map.class).get("to").toString())
                .toList();
    }

    /** {@code 1 completed} */
    List<String> items() {
        return lab.list("select id || ' ' || state from order_item where order_id = ? order by position", id);
    }

    /** {@code 1 active} */
    List<String> products() {
        return lab.list("select item_id || ' ' || state from product where order_id = ? order by item_id", id);
    }

    boolean adds(String item) {
        return lab.one("select action from order_item where order_id = ? and id = ?", id, item)
                .equals("add");
    }

    /** The product that an item has made. */
    String product(String item) {
        return id + "-" + item;
    }

    /** {@code 1/reserve-port/1 APPLY done} */
    List<String> steps() {
        return lab.list("""
                select item_id || '/' || step || '/' || generation || ' ' || verb || ' ' || state
                    || coalesce(' ' || failure_code, '')
                from step where order_id = ? order by item_id, step, generation""", id);
    }

    /** {@code 2/set-up-route APPLY UNREACHABLE} */
    List<String> openFallout() {
        return lab.list("""
                select item_id || '/' || step || ' ' || verb || ' ' || code from fallout
                where order_id = ? and open_key is not null order by opened_at, item_id, step""", id);
    }

    /** {@code 2/set-up-route APPLY UNREACHABLE RETRY ada}, or "-" where nobody decided. */
    List<String> fallout() {
        return lab.list("""
                select item_id || '/' || step || ' ' || verb || ' ' || code || ' ' || coalesce(decision, '-')
                    || coalesce(' ' || actor, '')
                from fallout where order_id = ? order by opened_at, item_id, step""", id);
    }

    /** {@code 100.00 cancel} */
    List<String> ledger() {
        return lab.list("select amount || ' ' || reason from ledger_entry where id like ? order by id", id + "/%");
    }

    /** {@code terminatedWithError}, or {@code done 100.00} with its charge. */
    List<String> cancels() {
        return lab.list("""
                select state || coalesce(' ' || charge, '') from cancel_order
                where order_id = ? order by requested_at, decided_at""", id);
    }

    /** Steps taken back, in the order in which that was confirmed: {@code 2/create-gateway}. */
    List<String> undone() {
        return lab.list(
                                "select subject, content from order_event where order_id = ? and type = 'step' order by seq",
                                id)
                        .isEmpty()
                ? List.of()
                : lab.jdbi()
                        .withHandle(handle -> handle
                                .select(
                                        "select subject, content from order_event where order_id = ? and type = 'step' order by seq",
                                        id)
                                .map((row, context) ->
                                        Map.entry(row.getString(1), Json.read(row.getString(2), Map.class)))
                                .stream()
                                .filter(event -> "RELEASE"
                                                .equals(event.getValue().get("verb"))
                                        && "done".equals(event.getValue().get("state")))
                                .map(Map.Entry::getKey)
                                .toList());
    }

    CompensationReport report() {
        return Json.read(lab.one("select compensation from product_order where id = ?", id), CompensationReport.class);
    }

    boolean hasReport() {
        return !lab.list("select id from product_order where id = ? and compensation is not null", id)
                .isEmpty();
    }

    /** Units of our own that it holds. */
    List<String> owned() {
        return Stream.of("port_unit", "vlan", "ip_prefix", "vni")
                .flatMap(table -> lab.list("select owner from " + table + " where owner like ?", id + "/%").stream())
                .toList();
    }

    List<Resource> outside() {
        return lab.world.resources(id + "/");
    }

    /** What the providers have that isn't gone. */
    List<String> there() {
        return outside().stream()
                .filter(resource -> !resource.isClosed())
                .map(resource -> resource.reference().substring(id.length() + 1))
                .toList();
    }

    /** How many calls a provider has seen. */
    long calls(String step, String verb) {
        return calls().filter(call -> is(call, step, verb)).count();
    }

    /** How many of them changed anything there. */
    long effects(String step, String verb) {
        return calls().filter(call -> is(call, step, verb) && call.effect()).count();
    }

    Stream<ReceivedCall> calls() {
        return lab.world.calls(id + "/").stream();
    }

    private boolean is(ReceivedCall call, String step, String verb) {
        return call.reference().startsWith(id + "/" + step + "/") && call.verb().equals(verb);
    }

    /** What became of it, for the message of an assertion. */
    String story() {
        return lab.one("""
                select state || ' ' || coalesce(failure_step || ' ' || failure_code || ' ' || failure_message, '')
                from product_order where id = ?""", id)
                + "\n  " + String.join("\n  ", states()) + "\n  " + String.join("\n  ", steps())
                + "\n  " + String.join("\n  ", fallout());
    }
}
