package dev.turnup.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jdbi.v3.core.HandleConsumer;

/** An empty database of each kind that Turnup runs on. */
public enum TestDatabase {
    H2,
    POSTGRESQL;

    /** Row-level security holds for it, as it does not for a superuser. */
    private static final String OWNER = "turnup_owner";

    /** Started once for all tests, by the first that asks. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.start();
                execute(postgres, "create role " + OWNER + " login");
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void execute(EmbeddedPostgres postgres, String sql) {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new one, with one schema in it. */
    public Database open(String schema) {
        return open(schema, 4);
    }

    /** The same for so many connections at once. */
    public Database open(String schema, int connections) {
        Address address = make();
        return Database.open(address.url(), address.user(), address.password(), schema, connections);
    }

    /** One with Turnup's schema as it was at that version, filled then, and migrated since. */
    Database openAfter(String version, HandleConsumer<RuntimeException> fill) {
        Address address = make();
        Database.migration(address.url(), address.user(), address.password(), "turnup")
                .target(version)
                .load()
                .migrate();
        try (Database before = Database.open(address.url(), address.user(), address.password(), "simulated", 1)) {
            before.jdbi().useHandle(handle -> {
                handle.execute("set schema 'turnup'");
                fill.useHandle(handle);
            });
        }
        return Database.open(address.url(), address.user(), address.password(), "turnup", 1);
    }

    /** Where a database is that has no schema yet. */
    private record Address(String url, String user, String password) {}

    private Address make() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        if (this == H2) {
            return new Address("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
        execute(Server.POSTGRES, "create database " + name + " owner " + OWNER);
        return new Address(Server.POSTGRES.getJdbcUrl(OWNER, name), OWNER, "");
    }
}
