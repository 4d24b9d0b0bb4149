package dev.turnup.billrun.records;

import dev.turnup.billrun.BillRunState;
import dev.turnup.intake.Page;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** Bill runs as operators may ask for them. */
public interface BillRunReads {

    /**
     * @param tenants how many there were when it was ordered
     * @param billed how many it is through with
     * @param lastTenant up to this one, in the order of ids
     */
    record BillRunRow(
            String period,
            BillRunState state,
            int tenants,
            int billed,
            String lastTenant,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant endedAt) {}

    /** @param amount of all bills in this currency, in its units */
    record Total(String currency, int bills, BigDecimal amount) {}

    /** @param why the message of the last try */
    record Left(String tenant, String why) {}

    String FILTERED = "from bill_run where (cast(:state as varchar) is null or state = :state)";

    /** Whose bills could not be made yet. */
    @SqlQuery("select tenant, why from bill_run_left where period = :period order by tenant")
    @RegisterConstructorMapper(Left.class)
    List<Left> left(String period);

    @SqlQuery("select * from bill_run where period = :period")
    @RegisterConstructorMapper(BillRunRow.class)
    Optional<BillRunRow> find(String period);

    @SqlQuery("select * from bill_run order by period desc limit 1")
    @RegisterConstructorMapper(BillRunRow.class)
    Optional<BillRunRow> latest();

    @SqlQuery("select * " + FILTERED + " order by period desc limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(BillRunRow.class)
    List<BillRunRow> list(@Nullable String state, @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@Nullable String state);

    /** How many there are now. */
    @SqlQuery("select count(*) from tenant")
    int tenants();

    @SqlQuery("""
            select currency, count(*) as bills, sum(amount) as amount from customer_bill where period = :period
            group by currency order by currency""")
    @RegisterConstructorMapper(Total.class)
    List<Total> totals(String period);
}
