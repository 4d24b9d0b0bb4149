package dev.turnup.intake;

import dev.turnup.intake.OrderReads.OrderRow;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows that a patch of an order changes. A start that was ever taken up is no longer to be moved. */
interface PatchTables {

    @SqlQuery("""
            select * from product_order
            where id = :id and not deleted and (:scope.all or tenant = :scope.tenant) for update""")
    @RegisterConstructorMapper(OrderRow.class)
    Optional<OrderRow> lock(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("""
            select due_at from outbox
            where order_id = :order and kind = 'start' and attempts = 0 and due_at > :now""")
    Optional<Instant> begins(String order, Instant now);

    @SqlUpdate("""
            update outbox set due_at = :due
            where order_id = :order and kind = 'start' and attempts = 0 and due_at > :now""")
    int begin(String order, Instant due, Instant now);

    @SqlUpdate("update product_order set body = :body, plan = :plan, expected_at = :expectedAt where id = :id")
    void write(String id, String body, String plan, @Nullable Instant expectedAt);

    @SqlUpdate("update product_order set deleted = true where id = :order and state = 'rejected'")
    int delete(String order);

    @SqlUpdate("delete from order_external_id where order_id = :order")
    void dropExternalIds(String order);
}
