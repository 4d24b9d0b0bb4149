package dev.turnup.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.intake.AuditRecords;
import dev.turnup.locationcheck.records.OldChecks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is old goes, however much it is, in statements of which none is large, on either database. */
class OldRowsTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 12_500;

    private static void insert(Jdbi jdbi, String sql, int count) {
        jdbi.useHandle(handle -> {
            PreparedBatch batch = handle.prepareBatch(sql);
            IntStream.range(0, count).forEach(n -> batch.bind("n", n).add());
            batch.execute();
        });
    }

    private static List<String> list(Jdbi jdbi, String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @ParameterizedTest
    @EnumSource
    void manyAuditRecordsGoAFewAtATime(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            Jdbi jdbi = database.jdbi();
            insert(jdbi, """
                    insert into audit_record (id, at, tenant, caller, actor, method, path, operation, request_id, address)
                    values (cast(:n as varchar), timestamp with time zone '2025-12-31 23:59:59+00', 'acme', 'k', 'k', 'POST',
                        '/', 'x', 'r', 'a')""", MANY);
            jdbi.useHandle(handle -> handle.execute("update audit_record set at = ? where id = '12'", THEN));
            Deletes deletes = new Deletes();
            jdbi.setSqlLogger(deletes);

            assertThat(AuditRecords.sweep(jdbi, THEN)).isEqualTo(MANY - 1);
            assertThat(list(jdbi, "select id from audit_record")).containsExactly("12");
            assertThat(deletes.statements).isEqualTo(13);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCheckGoesWithAllItsRowsAndNoOthers(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            Jdbi jdbi = database.jdbi();
            jdbi.useHandle(handle ->
                    handle.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', ?)", THEN));
            for (Map.Entry<String, Instant> check : Map.of("old", THEN.minusSeconds(1), "new", THEN.plusSeconds(1))
                    .entrySet()) {
                jdbi.useHandle(handle ->
                        handle.execute("""
                        insert into location_check (id, tenant, state, row_count, created_at, changed_at, ended_at)
                        values (?, 'acme', 'done', 10000, ?, ?, ?)""", check.getKey(), check.getValue(), check.getValue(), check.getValue()));
                insert(jdbi, """
                        insert into location_check_row (check_id, n, line, way, asked)
                        values ('%s', :n, :n, 'none', '')""".formatted(check.getKey()), 10_000);
            }

            assertThat(new OldChecks(jdbi, () -> THEN.plus(OldChecks.KEPT)).sweep())
                    .isEqualTo(1);
            assertThat(list(jdbi, "select check_id || ' ' || count(*) from location_check_row group by check_id"))
                    .containsExactly("new 10000");
            assertThat(list(jdbi, "select id from location_check")).containsExactly("new");
        }
    }

    private static final class Deletes implements SqlLogger {
        int statements;

        @Override
        public void logAfterExecution(StatementContext context) {
            if (context.getRenderedSql().startsWith("delete")) {
                statements++;
            }
        }
    }
}
