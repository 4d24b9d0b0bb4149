package dev.turnup.locationcheck.records;

import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.BatchChunkSize;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The rows that make a location check. */
interface CheckTable {

    @SqlUpdate("""
            insert into location_check (id, tenant, state, row_count, created_at, changed_at)
            values (:id, :tenant, :state, :rowCount, :createdAt, :changedAt)""")
    void add(@BindMethods CheckRow check);

    @SqlBatch("""
            insert into location_check_row (check_id, n, line, name, way, asked, speed, problem)
            values (:check, :n, :line, :name, :way, :asked, :speed, :problem)""")
    @BatchChunkSize(500)
    void addRows(String check, @BindMethods Iterable<Site> sites);

    @SqlQuery("select count(*) from location_check where tenant = :tenant and state in ('acknowledged', 'inProgress')")
    int open(String tenant);

    @SqlQuery("select * from location_check where id = :id")
    @RegisterConstructorMapper(CheckRow.class)
    CheckRow find(String id);

    @SqlQuery("""
            select n, line, name, way, asked, speed, problem from location_check_row
            where check_id = :check and n > :after and n <= :last order by n""")
    @RegisterConstructorMapper(Site.class)
    List<Site> sites(String check, int after, int last);

    /** Zero where somebody else has answered these rows, or the check has ended. */
    @SqlUpdate("""
            update location_check set answered = :answered, changed_at = :now,
                state = case when row_count = :answered then 'done' else 'inProgress' end,
                ended_at = case when row_count = :answered then :now end
            where id = :id and answered = :before and state in ('acknowledged', 'inProgress')""")
    int goOn(String id, int before, int answered, Instant now);

    @SqlBatch("""
            update location_check_row set result = :result, reason = :reason, location_id = :locationId,
                confidence = :confidence, listed = :listed, technology = :technology, max_speed = :maxSpeed,
                lead_days = :leadDays, distance = :distance, candidates = :candidates
            where check_id = :check and n = :n""")
    void answer(String check, Iterable<Integer> n, @BindMethods Iterable<Answer> answers);

    /** Zero where it has ended before. */
    @SqlUpdate("""
            update location_check set state = 'cancelled', cancelled_by = :actor, cancel_reason = :reason,
                changed_at = :now, ended_at = :now
            where id = :id and state in ('acknowledged', 'inProgress')""")
    int cancel(String id, String actor, @Nullable String reason, Instant now);

    @SqlQuery("select id from location_check where ended_at < :before order by ended_at limit :most")
    List<String> endedBefore(Instant before, int most);

    @SqlUpdate("delete from location_check where id = :id")
    int delete(String id);
}
