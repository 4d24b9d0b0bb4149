package dev.turnup.billrun.records;

import dev.turnup.intake.Page;
import dev.turnup.intake.Scope;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Bills as anyone may ask for them. */
public interface BillReads {

    /** @param amount the sum of its lines, in the currency's units; less than zero in the customer's favour */
    record BillRow(
            String id,
            String tenant,
            String period,
            String currency,
            Instant beginAt,
            Instant endAt,
            BigDecimal amount,
            String state,
            Instant createdAt,
            Instant changedAt) {}

    /** Filters; null lets everything through. */
    record BillFilter(
            @Nullable String id,
            @Nullable String state,
            @Nullable String period,
            @Nullable String tenant) {}

    /** Filters of lines; null lets everything through. */
    record LineFilter(
            @Nullable String bill,
            @Nullable Integer n,
            @Nullable String product,
            @Nullable String tenant) {}

    /** @param currency the bill's */
    record BilledLine(
            String billId,
            String tenant,
            String currency,
            Instant createdAt,
            @org.jdbi.v3.core.mapper.Nested BillLine line) {}

    String FILTERED = """
            from customer_bill
            where (:scope.all or tenant = :scope.tenant)
                and (cast(:filter.id as varchar) is null or id = :filter.id)
                and (cast(:filter.state as varchar) is null or state = :filter.state)
                and (cast(:filter.period as varchar) is null or period = :filter.period)
                and (cast(:filter.tenant as varchar) is null or tenant = :filter.tenant)""";

    String FILTERED_LINES = """
            where (:scope.all or l.tenant = :scope.tenant)
                and (cast(:filter.bill as varchar) is null or l.bill_id = :filter.bill)
                and (cast(:filter.n as integer) is null or l.n = :filter.n)
                and (cast(:filter.product as varchar) is null or l.product_id = :filter.product)
                and (cast(:filter.tenant as varchar) is null or l.tenant = :filter.tenant)""";

    @SqlQuery("select * from customer_bill where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(BillRow.class)
    Optional<BillRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by end_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(BillRow.class)
    List<BillRow> list(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") BillFilter filter,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @BindMethods("filter") BillFilter filter);

    /** Zero where the bill is in another state by now. */
    @SqlUpdate("update customer_bill set state = :to, changed_at = :now where id = :id and state = :from")
    int change(String id, String from, String to, Instant now);

    @SqlQuery("select l.*, b.currency, b.created_at from bill_line l join customer_bill b on b.id = l.bill_id "
            + FILTERED_LINES
            + " order by l.period desc, l.tenant, l.bill_id, l.n limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(BilledLine.class)
    List<BilledLine> lines(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") LineFilter filter,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) from bill_line l " + FILTERED_LINES)
    long countLines(@BindMethods("scope") Scope scope, @BindMethods("filter") LineFilter filter);

    /** Of a bill that the caller was shown to own. */
    @SqlQuery("select * from bill_line where bill_id = :bill and n > :after order by n limit :most")
    @RegisterConstructorMapper(BillLine.class)
    List<BillLine> linesAfter(String bill, int after, int most);
}
