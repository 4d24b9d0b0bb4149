package dev.turnup.simulated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What exists in the simulated world. Every change is conditional and says whether it took place. */
@RegisterConstructorMapper(Resource.class)
interface ResourceTable {

    /** False when the reference is known, or the key in use. */
    @SqlUpdate("""
            insert into resource (provider, reference, kind, id, tenant, state, attributes, key_fingerprint, key_in_use,
                                  party_takes_ms, created_at, state_due_at)
            values (:provider, :reference, :kind, :id, :tenant, :state, :attributes, :fingerprint, :keyInUse,
                    :partyTakesMs, :createdAt, :stateDueAt)
            on conflict do nothing
            """)
    boolean insert(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("kind") String kind,
            @Bind("id") String id,
            @Bind("tenant") String tenant,
            @Bind("state") String state,
            @Bind("attributes") String attributes,
            @Bind("fingerprint") @Nullable String fingerprint,
            @Bind("keyInUse") @Nullable String keyInUse,
            @Bind("partyTakesMs") long partyTakesMs,
            @Bind("createdAt") Instant createdAt,
            @Bind("stateDueAt") @Nullable Instant stateDueAt);

    @SqlQuery("select * from resource where provider = :provider and reference = :reference")
    Optional<Resource> find(@Bind("provider") String provider, @Bind("reference") String reference);

    /** The changes to a resource that isn't gone, the last one first, and after them the resource itself. */
    @SqlQuery("""
            select * from resource
            where provider = :provider and id = :id and tenant = :tenant and closed_at is null
                and exists (select 1 from resource whole where whole.provider = :provider and whole.id = :id
                                and whole.kind <> 'change' and whole.closed_at is null)
            order by case when kind = 'change' then 0 else 1 end, created_at desc
            """)
    List<Resource> live(@Bind("provider") String provider, @Bind("id") String id, @Bind("tenant") String tenant);

    @SqlQuery("""
            select * from resource where substring(reference, 1, char_length(:prefix)) = :prefix
            order by provider, reference
            """)
    List<Resource> resources(@Bind("prefix") String prefix);

    @SqlUpdate("""
            update resource set state = :to, state_due_at = :dueAt
            where provider = :provider and reference = :reference and state = :from
            """)
    boolean move(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("from") String from,
            @Bind("to") String to,
            @Bind("dueAt") @Nullable Instant dueAt);

    @SqlUpdate("""
            update resource set state = :to, state_due_at = null, closed_at = :closedAt,
                key_in_use = case when :spendsKey then key_in_use end
            where provider = :provider and reference = :reference and state = :from
            """)
    boolean close(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("from") String from,
            @Bind("to") String to,
            @Bind("spendsKey") boolean spendsKey,
            @Bind("closedAt") Instant closedAt);

    /** What was changed of a resource goes with it. */
    @SqlUpdate("""
            update resource set state = :state, state_due_at = null, closed_at = :closedAt
            where provider = :provider and id = :id and kind = 'change' and closed_at is null
            """)
    void closeChanges(
            @Bind("provider") String provider,
            @Bind("id") String id,
            @Bind("state") String state,
            @Bind("closedAt") Instant closedAt);

    @SqlUpdate("""
            update resource set release_asked_at = :at
            where provider = :provider and reference = :reference and release_asked_at is null
            """)
    void askRelease(@Bind("provider") String provider, @Bind("reference") String reference, @Bind("at") Instant at);

    /** A request that lands after the release of what it had asked for makes it anew. */
    @SqlUpdate("""
            update resource set id = :id, state = :state, attributes = :attributes, created_at = :createdAt,
                state_due_at = :dueAt, release_asked_at = null, closed_at = null
            where provider = :provider and reference = :reference and closed_at is not null
            """)
    boolean revive(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("id") String id,
            @Bind("state") String state,
            @Bind("attributes") String attributes,
            @Bind("createdAt") Instant createdAt,
            @Bind("dueAt") @Nullable Instant dueAt);
}
