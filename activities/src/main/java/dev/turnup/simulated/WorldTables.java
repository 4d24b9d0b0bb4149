package dev.turnup.simulated;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** The tables of the simulated world. Every change is conditional and says whether it took place. */
@RegisterConstructorMapper(Resource.class)
@RegisterConstructorMapper(ReceivedCall.class)
@RegisterConstructorMapper(WorldTables.Landing.class)
@RegisterConstructorMapper(WorldTables.Scripted.class)
interface WorldTables {

    /** A request that is still on its way. */
    record Landing(long id, Instant dueAt, String wanted) {}

    /** A behaviour that was asked for. */
    record Scripted(long id, String kind, String verb, String code, String message, long delayMs, int remaining) {}

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

    /** A resource that isn't gone, with the changes to it that hold, the last one first. */
    @SqlQuery("""
            select * from resource
            where provider = :provider and id = :id and tenant = :tenant and closed_at is null
                and exists (select 1 from resource whole where whole.provider = :provider and whole.id = :id
                                and whole.kind <> 'change' and whole.closed_at is null)
            order by created_at desc, case when kind = 'change' then 0 else 1 end
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

    @SqlUpdate("""
            update resource set release_asked_at = :at
            where provider = :provider and reference = :reference and release_asked_at is null
            """)
    void askRelease(@Bind("provider") String provider, @Bind("reference") String reference, @Bind("at") Instant at);

    /** A request that lands after the release of what it had asked for makes it anew. */
    @SqlUpdate("""
            update resource set id = :id, state = :state, created_at = :at, state_due_at = :dueAt,
                release_asked_at = null, closed_at = null
            where provider = :provider and reference = :reference and closed_at is not null
            """)
    boolean revive(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("id") String id,
            @Bind("state") String state,
            @Bind("at") Instant at,
            @Bind("dueAt") @Nullable Instant dueAt);

    @SqlUpdate("""
            insert into landing (provider, reference, due_at, wanted) values (:provider, :reference, :dueAt, :wanted)
            """)
    void send(
            @Bind("provider") String provider,
            @Bind("reference") String reference,
            @Bind("dueAt") Instant dueAt,
            @Bind("wanted") String wanted);

    @SqlQuery("""
            select id, due_at, wanted from landing
            where provider = :provider and reference = :reference and due_at <= :now order by due_at, id
            """)
    List<Landing> landed(
            @Bind("provider") String provider, @Bind("reference") String reference, @Bind("now") Instant now);

    @SqlUpdate("delete from landing where id = :id")
    boolean takeLanding(@Bind("id") long id);

    @SqlUpdate("""
            insert into call_log (provider, verb, reference, effect, at)
            values (:provider, :verb, :reference, :effect, :at)
            """)
    @GetGeneratedKeys("id")
    long logCall(
            @Bind("provider") String provider,
            @Bind("verb") String verb,
            @Bind("reference") String reference,
            @Bind("effect") boolean effect,
            @Bind("at") Instant at);

    @SqlUpdate("update call_log set effect = true where id = :id")
    void tookEffect(@Bind("id") long id);

    @SqlQuery("""
            select count(*) from call_log where provider = :provider and reference = :reference and verb = :verb
            """)
    int countCalls(@Bind("provider") String provider, @Bind("reference") String reference, @Bind("verb") String verb);

    @SqlQuery("""
            select * from call_log where substring(reference, 1, char_length(:prefix)) = :prefix order by id
            """)
    List<ReceivedCall> calls(@Bind("prefix") String prefix);

    @SqlUpdate("""
            insert into script (key_prefix, marker, kind, verb, code, message, delay_ms, remaining)
            values (:prefix, :marker, :kind, :verb, :code, :message, :delayMs, :remaining)
            on conflict do nothing
            """)
    void script(
            @Bind("prefix") String prefix,
            @Bind("marker") @Nullable String marker,
            @Bind("kind") String kind,
            @Bind("verb") String verb,
            @Bind("code") String code,
            @Bind("message") String message,
            @Bind("delayMs") long delayMs,
            @Bind("remaining") int remaining);

    @SqlQuery("""
            select id, kind, verb, code, message, delay_ms, remaining from script
            where remaining <> 0 and substring(:reference, 1, char_length(key_prefix)) = key_prefix order by id
            """)
    List<Scripted> scripted(@Bind("reference") String reference);

    @SqlUpdate("update script set remaining = remaining - 1 where id = :id and remaining = :remaining")
    boolean consume(@Bind("id") long id, @Bind("remaining") int remaining);

    @SqlUpdate("update script set remaining = 0 where key_prefix = :prefix")
    void forget(@Bind("prefix") String prefix);
}
