package dev.turnup.simulated;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.statement.GetGeneratedKeys;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The witness of every call that arrived. */
@RegisterConstructorMapper(ReceivedCall.class)
interface CallTable {

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
}
