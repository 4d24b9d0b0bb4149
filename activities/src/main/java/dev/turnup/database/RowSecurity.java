package dev.turnup.database;

import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/**
 * The second line behind the tenant in each statement: on PostgreSQL whoever works for a customer sees and writes that tenant's
 * rows only, whatever a statement says. What works for nobody in particular sees all. On H2 there is nothing of it.
 */
public final class RowSecurity {
    /** A connection's setting, which the policies of the tables read; empty: everybody's rows. */
    static final String SETTING = "turnup.tenant";

    private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

    private RowSecurity() {}

    /** Whether there are policies, but not for this role: a superuser, or one that passes them by. */
    public static boolean isPassedBy(Jdbi jdbi) {
        return jdbi.withHandle(handle -> isPostgres(handle)
                && handle.createQuery("select not row_security_active('product')")
                        .mapTo(boolean.class)
                        .one());
    }

    /** Does work on this thread for a customer: each connection that it takes from the pool shows this tenant's rows only. */
    public static <T, X extends Throwable> T of(String tenant, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(TENANT, tenant).<T, X>call(work);
    }

    /** Empty where this thread works for nobody in particular. */
    static String tenant() {
        return TENANT.orElse("");
    }

    /**
     * What a customer's call has to do with others' rows, in the handle's transaction or in one of its own. A failure has to end
     * that transaction, and does with it what was opened here.
     */
    public static <T, X extends Exception> T everyones(Handle handle, HandleCallback<T, X> work) throws X {
        if (!TENANT.isBound() || !isPostgres(handle)) {
            return work.withHandle(handle);
        }
        if (!handle.isInTransaction()) {
            return handle.<T, X>inTransaction(tx -> everyones(tx, work));
        }
        String before = set(handle, "");
        T result = work.withHandle(handle);
        set(handle, before);
        return result;
    }

    /** To the end of the transaction; answers what it was. */
    private static String set(Handle tx, String tenant) {
        return tx.createQuery("select current_setting(:setting), set_config(:setting, :tenant, true)")
                .bind("setting", SETTING)
                .bind("tenant", tenant)
                .map((row, context) -> row.getString(1))
                .one();
    }

    private static boolean isPostgres(Handle handle) {
        try {
            return handle.getConnection().isWrapperFor(PGConnection.class);
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }
}
