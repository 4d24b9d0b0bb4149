package dev.turnup.billrun.records;

import dev.turnup.intake.Page;
import dev.turnup.intake.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Table bill_on_demand: what bills up to an instant would have been, as they were answered. */
public interface Previews {

    String FILTERED = """
            from bill_on_demand
            where (:scope.all or tenant = :scope.tenant) and (cast(:id as varchar) is null or id = :id)""";

    @SqlUpdate("""
            insert into bill_on_demand (id, tenant, request, content, created_at)
            values (:id, :tenant, :request, :content, :now)""")
    void add(String id, String tenant, String request, String content, Instant now);

    /** Its content. */
    @SqlQuery("select content from bill_on_demand where id = :id and (:scope.all or tenant = :scope.tenant)")
    Optional<String> find(@BindMethods("scope") Scope scope, String id);

    /** Their requests: lines may be many. */
    @SqlQuery("select request " + FILTERED + " order by created_at desc, id limit :page.limit offset :page.offset")
    List<String> list(@BindMethods("scope") Scope scope, @Nullable String id, @BindMethods("page") Page page);

    @SqlQuery("select count(*) " + FILTERED)
    long count(@BindMethods("scope") Scope scope, @Nullable String id);
}
