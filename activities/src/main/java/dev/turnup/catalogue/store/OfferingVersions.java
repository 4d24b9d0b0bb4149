package dev.turnup.catalogue.store;

import dev.turnup.Json;
import dev.turnup.catalogue.Terms;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Every version of what is offered; rows are only added. */
interface OfferingVersions {

    record Row(String offering, int version, String terms, Instant createdAt) {
        Terms read() {
            return Json.read(terms, Terms.class);
        }
    }

    /** Rises with each change. */
    @SqlQuery("select count(*) from offering_version")
    long count();

    @SqlQuery("""
            select * from offering_version v where not exists (
                select 1 from offering_version newer where newer.offering = v.offering and newer.version = v.version + 1)""")
    @RegisterConstructorMapper(Row.class)
    List<Row> newest();

    @SqlQuery("select * from offering_version where offering = :offering order by version desc")
    @RegisterConstructorMapper(Row.class)
    List<Row> of(String offering);

    @SqlQuery("select * from offering_version where offering = :offering and version = :version")
    @RegisterConstructorMapper(Row.class)
    Optional<Row> find(String offering, int version);

    /** 0 where there is such a version. */
    @SqlUpdate("""
            insert into offering_version (offering, version, terms, actor, created_at)
            values (:offering, :version, :terms, :actor, :at) on conflict do nothing""")
    int add(String offering, int version, String terms, String actor, Instant at);
}
