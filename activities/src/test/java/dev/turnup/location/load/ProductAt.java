package dev.turnup.location.load;

import dev.turnup.intake.ApiKeys;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** An active product at a building. */
record ProductAt(Jdbi jdbi) {

    void add(String id, String place) {
        add(id, place, "{}");
    }

    /** @param plan of the order that made it */
    void add(String id, String place, String plan) {
        new ApiKeys(jdbi, InstantSource.system()).addTenant("acme", "Acme");
        jdbi.useHandle(handle -> {
            handle.execute("""
                    insert into product_order (id, tenant, state, mode, body, plan, created_at)
                    values (?, 'acme', 'completed', 'allOrNothing', '{}', ?, current_timestamp)""", "o-" + id, plan);
            handle.execute("""
                    insert into product (id, tenant, order_id, item_id, offering, name, place, state, body, receipts, per_hour,
                        currency, created_at)
                    values (?, 'acme', ?, '1', 'internet-on-demand', 'Internet', ?, 'active', '{}', '{}', 1, 'USD',
                        current_timestamp)""", id, "o-" + id, place);
        });
    }
}
