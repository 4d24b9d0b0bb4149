package dev.turnup.locationcheck.records;

import dev.turnup.intake.Page;
import dev.turnup.intake.Scope;
import dev.turnup.locationcheck.CheckState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Location checks as anyone may ask for them. */
public interface CheckReads {

    /** @param changedAt when the last rows were answered, or the check was stored or ended */
    record CheckRow(
            String id,
            String tenant,
            CheckState state,
            int rowCount,
            int answered,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant endedAt,
            @Nullable String cancelledBy,
            @Nullable String cancelReason) {}

    /** A row with its answer; see {@link dev.turnup.locationcheck.file.Site} and {@link Answer}. */
    record AnsweredRow(
            int n,
            int line,
            @Nullable String name,
            String asked,
            Result result,
            @Nullable String reason,
            @Nullable String locationId,
            @Nullable Double confidence,
            @Nullable String listed,
            @Nullable String technology,
            @Nullable Long maxSpeed,
            @Nullable Integer leadDays,
            @Nullable Double distance,
            @Nullable String candidates) {}

    String FILTERED = """
            from location_check
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:id as varchar) is null or id = :id)
                and (cast(:state as varchar) is null or state = :state)""";

    @SqlQuery("select * from location_check where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(CheckRow.class)
    Optional<CheckRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by created_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(CheckRow.class)
    List<CheckRow> list(
            @BindMethods("scope") Scope scope,
            @Nullable String id,
            @Nullable String state,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable String id, @Nullable String state);

    /** Of a check that the caller was shown to own, and that is done. */
    @SqlQuery("""
            select * from location_check_row where check_id = :check and n > :after
            order by n limit :most""")
    @RegisterConstructorMapper(AnsweredRow.class)
    List<AnsweredRow> answers(String check, int after, int most);
}
