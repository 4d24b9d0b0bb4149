package dev.turnup.simulated;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Requests that are still on their way. */
@RegisterConstructorMapper(LandingTable.Landing.class)
interface LandingTable {

    /** A request that is still on its way. */
    record Landing(long id, String reference, Instant dueAt, String wanted) {}

    @SqlUpdate("""
            insert into landing (provider, reference, due_at, wanted) values (:provider, :reference, :dueAt, :wanted)
            """)
    void send(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("dueAt") Instant dueAt,
            @Bind("wanted") String wanted);

    @SqlQuery("""
            select id, reference, due_at, wanted from landing
            where provider = :provider and due_at <= :now order by due_at, id
            """)
    List<Landing> landed(@Bind("provider") String provider, @Bind("now") Instant now);

    @SqlUpdate("delete from landing where id = :id")
    boolean takeLanding(@Bind("id") long id);
}
