package dev.turnup.intake;

import dev.turnup.database.OldRows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Table audit_record: who called what that changes something. Written before it is done, so that nothing is done without. */
public interface AuditRecords {

    /**
     * One call; neither its body nor its key.
     *
     * @param tenant of the caller
     * @param caller id of the key; for a token {@code jwt:} and its subject
     * @param actor as histories name the caller
     * @param operation its operationId in the API's document
     * @param status of the answer; null until there is one, and where the process ended before
     */
    record AuditRow(
            String id,
            Instant at,
            String tenant,
            String caller,
            String actor,
            String method,
            String path,
            String operation,
            @Nullable Integer status,
            String requestId,
            String address) {}

    /** Filters; null lets everything through. */
    record AuditFilter(
            @Nullable String tenant,
            @Nullable String caller,
            @Nullable String method,
            @Nullable String path,
            @Nullable String operation,
            @Nullable Integer status,
            @Nullable String requestId,
            @Nullable Instant from,
            @Nullable Instant until) {}

    String FILTERED = """
            from audit_record where (:scope.all or tenant = :scope.tenant)
                and (cast(:filter.tenant as varchar) is null or tenant = :filter.tenant)
                and (cast(:filter.caller as varchar) is null or caller = :filter.caller)
                and (cast(:filter.method as varchar) is null or method = :filter.method)
                and (cast(:filter.path as varchar) is null or path = :filter.path)
                and (cast(:filter.operation as varchar) is null or operation = :filter.operation)
                and (cast(:filter.status as integer) is null or status = :filter.status)
                and (cast(:filter.requestId as varchar) is null or request_id = :filter.requestId)
                and (cast(:filter.from as timestamp with time zone) is null or at >= :filter.from)
                and (cast(:filter.until as timestamp with time zone) is null or at < :filter.until)""";

    @SqlUpdate("""
            insert into audit_record (id, at, tenant, caller, actor, method, path, operation, status, request_id, address)
            values (:id, :at, :tenant, :caller, :actor, :method, :path, :operation, :status, :requestId, :address)""")
    void add(@BindMethods AuditRow row);

    @SqlUpdate("update audit_record set status = :status where id = :id")
    void answered(String id, int status);

    @SqlQuery("select * from audit_record where id = :id and (:scope.all or tenant = :scope.tenant)")
    @RegisterConstructorMapper(AuditRow.class)
    Optional<AuditRow> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select * " + FILTERED + " order by at desc, id limit :page.limit offset :page.offset")
    @RegisterConstructorMapper(AuditRow.class)
    List<AuditRow> list(
            @BindMethods("scope") Scope scope,
            @BindMethods("filter") AuditFilter filter,
            @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @BindMethods("filter") AuditFilter filter);

    /** Deletes those from before then; how many. */
    static int sweep(Jdbi jdbi, Instant before) {
        return new OldRows(jdbi, "audit_record", "id", "at < :before", Map.of("before", before)).delete();
    }
}
