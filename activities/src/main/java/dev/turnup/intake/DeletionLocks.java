package dev.turnup.intake;

import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** Locks of products against deletion. */
public interface DeletionLocks extends Transactional<DeletionLocks> {

    /** @param changingOrder the open order about it */
    record Row(String state, @Nullable String changingOrder) {}

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
    @SqlUpdate("update product set deletion_lock = :reason where id = :id")
    void set(String id, @Nullable String reason);
}
