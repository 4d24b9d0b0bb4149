package dev.turnup.billrun.records;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The rows that make bill runs. */
interface BillRunTable {

    /** Zero where that period has its run, or another one was ordered just now. */
    @SqlUpdate("""
            insert into bill_run (period, previous, state, tenants, actor, created_at, changed_at)
            values (:period, :previous, 'acknowledged', (select count(*) from tenant), :actor, :now, :now)
            on conflict do nothing""")
    int add(String period, String previous, String actor, Instant now);

    @SqlQuery("select id from tenant where id > :after order by id limit :most")
    List<String> tenants(String after, int most);

    /** Zero where a twin was first. */
    @SqlUpdate("""
            update bill_run set state = 'inProgress', billed = billed + :count, last_tenant = :last, changed_at = :now
            where period = :period and last_tenant = :before and state <> 'done'""")
    int goOn(String period, String before, String last, int count, Instant now);

    /** Until the transaction ends the run can't; zero where it is done. An update, since bills' foreign keys stand in the way of "for update". */
    @SqlUpdate("update bill_run set state = state where period = :period and state <> 'done'")
    int keepOpen(String period);

    @SqlBatch("""
            insert into bill_run_left (period, tenant, why, tried_at) values (:period, :tenant, :why, :now)
            on conflict do nothing""")
    void leave(
            String period,
            @Bind("tenant") Collection<String> tenants,
            @Bind("why") Collection<String> why,
            Instant now);

    /** Those that were tried longest ago first. */
    @SqlQuery("select tenant from bill_run_left where period = :period order by tried_at, tenant limit :most")
    List<String> left(String period, int most);

    @SqlBatch("update bill_run_left set why = :why, tried_at = :now where period = :period and tenant = :tenant")
    void leftAgain(
            String period,
            @Bind("tenant") Collection<String> tenants,
            @Bind("why") Collection<String> why,
            Instant now);

    @SqlBatch("delete from bill_run_left where period = :period and tenant = :tenant")
    void billed(String period, @Bind("tenant") Collection<String> tenants);

    /** Zero where it is done already, or somebody is left. */
    @SqlUpdate("""
            update bill_run set state = 'done', tenants = billed, changed_at = :now, ended_at = :now
            where period = :period and state <> 'done'
                and not exists (select 1 from bill_run_left l where l.period = bill_run.period)""")
    int end(String period, Instant now);

    @SqlQuery("select period from bill_run where state <> 'done' and told_at is null order by period")
    List<String> untold();

    @SqlUpdate("update bill_run set told_at = :now where period = :period")
    void told(String period, Instant now);

    @SqlUpdate("""
            update bill_run set told_at = null
            where state <> 'done' and told_at < :before and changed_at < :before""")
    int tellAnew(Instant before);
}
