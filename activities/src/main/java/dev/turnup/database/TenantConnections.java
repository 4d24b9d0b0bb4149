package dev.turnup.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jdbi.v3.core.ConnectionFactory;
import org.postgresql.PGConnection;

/** A pool's connections to PostgreSQL, each set to the tenant for whom it is taken. */
final class TenantConnections implements ConnectionFactory {
    private static final String SET = "select set_config('" + RowSecurity.SETTING + "', ?, false)";

    private final HikariDataSource pool;

    /** What each was last set to. One that isn't here is set in any case. */
    private final Map<PGConnection, String> tenants = Collections.synchronizedMap(new WeakHashMap<>());

    TenantConnections(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Throws SQLException where it can't be set, and then it is closed: nobody gets a connection that shows another's rows. */
    @Override
    public Connection openConnection() throws SQLException {
        Connection connection = pool.getConnection();
        try {
            set(connection, RowSecurity.tenant());
            return connection;
        } catch (SQLException | RuntimeException e) {
            pool.evictConnection(connection);
            throw e;
        }
    }

    private void set(Connection connection, String tenant) throws SQLException {
        PGConnection physical = connection.unwrap(PGConnection.class);
        if (tenant.equals(tenants.get(physical))) {
            return;
        }
        tenants.remove(physical);
        try (PreparedStatement set = connection.prepareStatement(SET)) {
            set.setString(1, tenant);
            set.execute();
        }
        tenants.put(physical, tenant);
    }
}
