package dev.turnup.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The fallout inbox. Only operators see it, so it is not scoped by tenant. */
public interface FalloutReads {

    /**
     * @param itemId empty where the order as a whole needs a person
     * @param before desired before the decision, as JSON
     */
    record FalloutRow(
            String id,
            String orderId,
            String tenant,
            String itemId,
            String step,
            int generation,
            String verb,
            String code,
            String message,
            Instant openedAt,
            @Nullable Instant closedAt,
            @Nullable String decision,
            @Nullable String actor,
            @Nullable String reason,
            @Nullable String before,
            @Nullable String after) {}

    /** Filters; null lets everything through. */
    record FalloutFilter(
            @Nullable Boolean open,
            @Nullable String order,
            @Nullable String tenant,
            @Nullable String code) {}

    String FILTERED = """
            from fallout
            where (cast(:filter.open as boolean) is null or (closed_at is null) = :filter.open)
                and (cast(:filter.order as varchar) is null or order_id = :filter.order)
                and (cast(:filter.tenant as varchar) is null or tenant = :filter.tenant)
                and (cast(:filter.code as varchar) is null or code = :filter.code)""";

    @SqlQuery("select * from fallout where id = :id")
    @RegisterConstructorMapper(FalloutRow.class)
    Optional<FalloutRow> find(String id);

    @SqlQuery("select * " + FILTERED + " order by opened_at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(FalloutRow.class)
    List<FalloutRow> list(@BindMethods("filter") FalloutFilter filter, @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("filter") FalloutFilter filter);
}
