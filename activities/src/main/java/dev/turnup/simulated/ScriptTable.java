package dev.turnup.simulated;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** What was asked for out of the ordinary. */
@RegisterConstructorMapper(ScriptTable.Scripted.class)
interface ScriptTable {

    /** A behaviour that was asked for. */
    record Scripted(long id, String kind, String verb, String code, String message, long delayMs, int remaining) {}

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
