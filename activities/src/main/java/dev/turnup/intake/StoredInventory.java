package dev.turnup.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.database.RowSecurity;
import dev.turnup.database.UtcInstants;
import dev.turnup.location.answer.Told;
import dev.turnup.location.offer.Tier;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.Plan;
import dev.turnup.plan.PlannedItem;
import dev.turnup.plan.ServiceKey;
import dev.turnup.step.StepKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** The inventory: places, and table product. */
public final class StoredInventory implements Inventory {
    private final Jdbi jdbi;
    private final StoredPlaces places;
    private final AnswerTable answers;

    public StoredInventory(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.places = new StoredPlaces(jdbi);
        this.answers = new AnswerTable(jdbi);
    }

    @Override
    public Optional<Place> place(String id) {
        return places.find(id);
    }

    /** One that was ordered in the instant in which its building left the list, or after it, is in neither of the two. */
    @Override
    public Optional<Place> placeOf(HeldProduct product) {
        return Optional.ofNullable(product.place())
                .flatMap(place -> places.find(place).or(() -> ordered(product.id(), place)));
    }

    private Optional<Place> ordered(String product, String place) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select o.plan, p.item_id from product p join product_order o on o.id = p.order_id
                        where p.id = :id""")
                .bind("id", product)
                .map((row, context) ->
                        Json.read(row.getString("plan"), Plan.class).item(row.getString("item_id")))
                .findOne()
                .flatMap(PlannedItem::answered)
                .map(answered -> StoredPlaces.withdrawn(place, answered)));
    }

    @Override
    public Optional<Answer> answer(String tenant, String answerId) {
        return answers.find(new Scope(tenant, false), answerId)
                .map(answer -> new Answer(
                        answerId,
                        answer.told().stream()
                                .flatMap(told -> item(told).stream())
                                .toList(),
                        answer.until()));
    }

    private static Optional<Answer.Item> item(Told told) {
        return Optional.ofNullable(told.offer())
                .filter(offer -> offer.offering().equals(told.offering()) && offer.isServiceable())
                .map(offer -> new Answer.Item(
                        told.item(),
                        told.offering(),
                        StoredPlaces.place(offer.location(), offer.kind()),
                        offer.tiers().stream().collect(Collectors.toMap(Tier::speedMbps, Tier::perHour))));
    }

    @Override
    public Optional<HeldProduct> product(String tenant, String productId) {
        return jdbi.withHandle(handle -> product(handle, tenant, productId));
    }

    private static Optional<HeldProduct> product(Handle handle, String tenant, String productId) {
        return handle.createQuery("""
                        select p.id, offering, specification, p.state, name, place, body, per_hour, receipts,
                            coalesce(changing_order, window_id, case when made.committed_at is not null
                                and made.state <> 'completed' then p.order_id end) as changing,
                            deletion_lock, version, active_since, i.action,
                            case when specification = 'multi-cloud-gateway' and i.action = 'modify' then
                                (select plan from product_order where id = p.changing_order) end as plan
                        from product p join offering o on o.id = p.offering
                        left join order_item i on i.order_id = p.changing_order and i.product_id = p.id
                        left join order_item made on made.order_id = p.order_id and made.id = p.item_id
                        where p.id = :id and tenant = :tenant""")
                .bind("id", productId)
                .bind("tenant", tenant)
                .map((row, context) -> held(row))
                .findOne();
    }

    /** The receipt of a port that somebody else has lent says so, and with it all that is made of it. */
    @Override
    public Optional<HeldProduct> base(String tenant, String reference) {
        if (!ServiceKey.isId(reference)) {
            return product(tenant, reference);
        }
        Optional<HeldProduct> port = serviceKey(reference, Instant.EPOCH)
                .flatMap(key -> everyones(all -> product(all, key.tenant(), key.productId())));
        port.map(held -> held.receipts().get("reserve-port"))
                .ifPresent(receipt -> ((ObjectNode) receipt).put("serviceKey", reference));
        return port;
    }

    private <T> T everyones(HandleCallback<T, RuntimeException> work) {
        return jdbi.withHandle(handle -> RowSecurity.everyones(handle, work));
    }

    @Override
    public Optional<ServiceKey> serviceKey(String reference, Instant now) {
        return jdbi.withExtension(ServiceKeys.class, keys -> keys.known(reference, now));
    }

    private static HeldProduct held(ResultSet row) throws SQLException {
        ProductBody body = Json.read(row.getString("body"), ProductBody.class);
        return new HeldProduct(
                row.getString("id"),
                row.getString("offering"),
                row.getString("specification"),
                row.getString("state"),
                row.getString("name"),
                row.getString("place"),
                body.characteristics(),
                body.reliesOn(),
                row.getBigDecimal("per_hour"),
                receipts(row.getString("receipts")),
                row.getString("changing"),
                "delete".equals(row.getString("action")),
                isRenumbered(row.getString("id"), row.getString("plan")),
                row.getString("deletion_lock"),
                row.getInt("version"),
                UtcInstants.read(row, "active_since"));
    }

    private static boolean isRenumbered(String product, @Nullable String plan) {
        return plan != null
                && Json.read(plan, Plan.class).items().stream()
                        .anyMatch(item -> item.productId().equals(product) && item.changes("asn"));
    }

    @Override
    public List<String> dependents(String productId) {
        return everyones(all ->
                all.createQuery("""
                        select distinct coalesce(r.service_key, p.id) as id
                        from product_relation r join product p on p.id = r.product_id
                        where r.relies_on = :id and p.state not in ('terminated', 'cancelled') order by id""").bind("id", productId).mapTo(String.class).list());
    }

    @Override
    public List<Booking> bookings(String productId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select w.id as window_id, w.raise_at from window_product p join event_window w on w.id = p.window_id
                        where p.product_id = :id and w.state = 'reserved' order by w.raise_at""")
                .bind("id", productId)
                .map(ConstructorMapper.of(Booking.class))
                .list());
    }

    @Override
    public Map<String, List<Made>> made(String productId) {
        Map<String, List<Made>> made = new LinkedHashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
                        select s.order_id, s.item_id, s.step, s.generation, s.task_queue, s.desired from order_item i
                        join step s on s.order_id = i.order_id and s.item_id = i.id
                        where i.product_id = :id and i.committed_at is not null
                            and s.receipt is not null and s.undone_at is null
                        order by i.committed_at desc, s.generation desc""")
                .bind("id", productId)
                .map((row, context) -> new Made(
                        new StepKey(
                                row.getString("order_id"),
                                row.getString("item_id"),
                                row.getString("step"),
                                row.getInt("generation")),
                        row.getString("task_queue"),
                        Json.read(row.getString("desired"), JsonNode.class)))
                .forEach(one -> made.computeIfAbsent(one.key().step(), step -> new ArrayList<>())
                        .add(one)));
        return made;
    }

    private static Map<String, JsonNode> receipts(String json) {
        Map<String, JsonNode> receipts = new LinkedHashMap<>();
        Json.read(json, JsonNode.class).properties().forEach(step -> receipts.put(step.getKey(), step.getValue()));
        return receipts;
    }
}
