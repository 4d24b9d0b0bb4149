package dev.turnup.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** An open, migrated database schema: H2 or PostgreSQL, with a pool of connections. */
public final class Database implements AutoCloseable {
    /** Deadlocks and conflicts (40001, 40P01, and H2's 90131), and time that is up (57014, H2's HYT00). */
    private static final Set<String> BUSY = Set.of("40001", "40P01", "90131", "57014", "HYT00");

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Jdbi unhurried;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = jdbi(isH2(pool.getJdbcUrl()) ? pool::getConnection : new TenantConnections(pool));
        this.unhurried = jdbi(() -> {
            Connection connection =
                    DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
            connection.setSchema(pool.getSchema());
            if (!isH2(pool.getJdbcUrl())) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("set idle_in_transaction_session_timeout = 0");
                }
            }
            return connection;
        });
    }

    private static Jdbi jdbi(ConnectionFactory connections) {
        return Jdbi.create(connections)
                .installPlugin(new SqlObjectPlugin())
                .configure(
                        StatementExceptions.class,
                        // statements only: arguments may be secrets
                        exceptions -> exceptions.setMessageRendering(StatementExceptions.MessageRendering.NONE))
                .registerArgument(new UtcInstants())
                .registerColumnMapper(Instant.class, UtcInstants::read);
    }

    /** The address of an embedded database in a folder; one process at a time can open it. */
    public static String embedded(Path folder) {
        // an answered order must survive a kill: no delay between a commit and its write;
        // the pool closes it, when whoever works on it has come to an end
        return "jdbc:h2:file:" + folder.resolve("turnup").toAbsolutePath() + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /**
     * Opens one schema and brings it up to date from {@code db/<schema>} on the class path.
     *
     * @param url a JDBC address of H2 or PostgreSQL
     * @param connections how many the pool may hold
     */
    public static Database open(String url, String user, String password, String schema, int connections) {
        boolean h2 = isH2(url);
        migration(url, user, password, schema).load().migrate();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(full(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setSchema(schema);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setPoolName(schema);
        // a statement that takes longer than an attempt may is a lost attempt
        config.setConnectionInitSql(h2 ? "SET QUERY_TIMEOUT 2000" : "SET statement_timeout = 2000");
        config.setConnectionTimeout(3_000);
        if (!h2) { // a connection that died in silence
            config.addDataSourceProperty("socketTimeout", "10");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        return new Database(new HikariDataSource(config));
    }

    private static boolean isH2(String url) {
        return url.startsWith("jdbc:h2:");
    }

    private static String full(String url) {
        return isH2(url) ? url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH" : url;
    }

    static FluentConfiguration migration(String url, String user, String password, String schema) {
        return Flyway.configure()
                .dataSource(full(url), user, password)
                .schemas(schema)
                .defaultSchema(schema)
                .locations("classpath:db/" + schema)
                .placeholders(Map.of(
                        "on-postgresql", isH2(url) ? "--" : "", // H2 reads the rest of the line as a comment
                        "bytes", isH2(url) ? "varbinary" : "bytea"));
    }

    /** Whether a statement came off badly against others, or took too long: nothing is stored, and the next try may do better. */
    public static boolean isBusy(JdbiException e) {
        return e instanceof ConnectionException
                || (e.getCause() instanceof SQLException sql && BUSY.contains(String.valueOf(sql.getSQLState())));
    }

    /** Connections of the pool; on PostgreSQL they show what {@link RowSecurity} lets the thread see that takes them. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Connections outside the pool that may take any time: for what loads millions of rows. */
    public Jdbi unhurried() {
        return unhurried;
    }

    @Override
    public void close() {
        pool.close();
    }
}
