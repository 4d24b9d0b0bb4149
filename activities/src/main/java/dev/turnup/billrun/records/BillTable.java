package dev.turnup.billrun.records;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.BatchChunkSize;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The rows that make bills. Periods, such as 2026-11, are compared as texts. */
interface BillTable {

    /** Those that began before the end, with what the bills of earlier periods have of them. */
    @SqlQuery("""
            select s.id, s.product_id, p.name as description, s.per_hour, s.currency, s.since, s.until,
                coalesce(b.seconds, 0) as billed_seconds, coalesce(b.amount, 0) as billed_amount
            from billing_segment s join product p on p.id = s.product_id
                left join (select segment_id, sum(seconds) as seconds, sum(amount) as amount from bill_line
                    where tenant = :tenant and period < :period and segment_id is not null group by segment_id) b
                on b.segment_id = s.id
            where s.tenant = :tenant and s.since < :end
            order by s.product_id, s.since, s.id""")
    @RegisterConstructorMapper(Segment.class)
    List<Segment> segments(String tenant, String period, Instant end);

    /** What was charged or credited before the end, and is on no bill of an earlier period, or of this one where that is there. */
    @SqlQuery("""
            select e.id, case when e.debit = 'receivable:' || e.tenant then e.amount else -e.amount end as amount,
                e.currency, e.at, e.reason
            from ledger_entry e left join bill_line l on l.entry_id = e.id
            where e.tenant = :tenant and e.bill_id is null and e.at < :end and (l.period is null or l.period = :period)
            order by e.at, e.id""")
    @RegisterConstructorMapper(OneOff.class)
    List<OneOff> oneOffs(String tenant, String period, Instant end);

    /** The segments and entries that were recorded before. */
    @SqlQuery("""
            select id from billing_segment where tenant = :tenant and recorded_at < :before
            union all select id from ledger_entry where tenant = :tenant and recorded_at < :before""")
    Set<String> known(String tenant, Instant before);

    @SqlQuery("select count(*) from customer_bill where tenant = :tenant and period = :period")
    int bills(String tenant, String period);

    /** Zero where another was first. */
    @SqlUpdate("""
            insert into customer_bill (id, tenant, period, currency, begin_at, end_at, amount, state, created_at, changed_at)
            values (:id, :tenant, :period.id, :currency, :period.begin, :period.end, :amount, 'new', :now, :now)
            on conflict do nothing""")
    int add(
            String id,
            String tenant,
            @BindMethods("period") BillingPeriod period,
            String currency,
            BigDecimal amount,
            Instant now);

    @SqlBatch("""
            insert into bill_line (bill_id, n, tenant, period, kind, segment_id, known_until, entry_id, product_id,
                description, per_hour, from_at, to_at, seconds, amount)
            values (:bill, :n, :tenant, :period, :kind, :segmentId, :knownUntil, :entryId, :productId,
                :description, :perHour, :fromAt, :toAt, :seconds, :amount)""")
    @BatchChunkSize(500)
    void addLines(String bill, String tenant, String period, @BindMethods Iterable<BillLine> lines);
}
