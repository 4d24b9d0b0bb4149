package dev.turnup.intake;

import dev.turnup.journal.Events;
import dev.turnup.journal.Events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Locks of products against deletion. */
public interface DeletionLocks extends Transactional<DeletionLocks>, SqlObject {

    /** @param changingOrder the open order about it */
    record Row(String state, @Nullable String changingOrder) {}

    /** The order that made it, which is held like the product, and before it, as orders hold them. */
    @SqlQuery("""
            select id from product_order where id = (
                select order_id from product where id = :id and (:scope.all or tenant = :scope.tenant)) for update""")
    Optional<String> lockOrder(@BindMethods("scope") Scope scope, String id);

    /** Holds the row to the end of the transaction, so that no order begins to delete it meanwhile. */
    @SqlQuery("""
            select state, changing_order from product
            where id = :id and (:scope.all or tenant = :scope.tenant) for update""")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> lock(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("""
            select count(*) > 0 from order_item
            where order_id = :order and product_id = :product and action = 'delete'""")
    boolean isDeletedBy(String order, String product);

    /** @param reason null where it may be deleted */
    default void set(String order, String id, @Nullable String reason, Instant at) {
        if (change(id, reason) == 1) {
            Event event = new Event("productChange", id, Map.of("fields", List.of("deletionLock")));
            Events.append(getHandle(), order, at, List.of(event));
        }
    }

    @SqlUpdate("update product set deletion_lock = :reason where id = :id and deletion_lock is distinct from :reason")
    int change(String id, @Nullable String reason);
}
