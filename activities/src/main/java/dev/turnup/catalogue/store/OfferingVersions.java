package dev.turnup.catalogue.store;

import dev.turnup.Json;
import dev.turnup.catalogue.Terms;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What is offered, and every version of it; rows of versions are only added. */
interface OfferingVersions {

    record Row(String offering, String specification, int version, String terms, Instant createdAt) {
        Terms read() {
            return Json.read(terms, Terms.class);
        }
    }

    /** Rises with each change: with an offering that comes by one, with each other version by two, with one that goes by one. */
    @SqlQuery("select 2 * (select count(*) from offering_version) - (select count(*) from offering)")
    long count();

    @SqlQuery("""
            select v.*, o.specification from offering_version v join offering o on o.id = v.offering where not exists (
                select 1 from offering_version newer where newer.offering = v.offering and newer.version = v.version + 1)""")
    @RegisterConstructorMapper(Row.class)
    List<Row> newest();

    @SqlQuery("""
            select v.*, o.specification from offering_version v join offering o on o.id = v.offering
            where offering = :offering order by version desc""")
    @RegisterConstructorMapper(Row.class)
    List<Row> of(String offering);

    @SqlUpdate("insert into offering (id, specification) values (:id, :specification) on conflict do nothing")
    int create(String id, String specification);

    /** 0 where there is such a version. */
    @SqlUpdate("""
            insert into offering_version (offering, version, terms, actor, created_at)
            values (:offering, :version, :terms, :actor, :at) on conflict do nothing""")
    int add(String offering, int version, String terms, String actor, Instant at);

    /** Orders on it come before, and are seen, or after, and find it gone. */
    @SqlQuery("select id from offering where id = :id for update")
    List<String> lock(String id);

    @SqlQuery("select exists (select 1 from product where offering = :id)")
    boolean isOrdered(String id);

    @SqlUpdate("delete from offering where id = :id")
    void delete(String id);
}
