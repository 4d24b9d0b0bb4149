package dev.turnup.intake;

import dev.turnup.Json;
import dev.turnup.database.OldRows;
import dev.turnup.database.UtcInstants;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Told;
import dev.turnup.qualification.Qualification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Table location_answer. */
public final class AnswerTable {
    private final Jdbi jdbi;

    public AnswerTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public static void store(Handle tx, Answer answer) {
        tx.createUpdate("""
                        insert into location_answer (id, tenant, content, created_at, valid_until)
                        values (:id, :tenant, :content, :at, :until)""")
                .bind("id", answer.id())
                .bind("tenant", answer.tenant())
                .bind("content", Json.write(answer.told()))
                .bind("at", answer.at())
                .bind("until", answer.until())
                .execute();
    }

    /** Deletes what held no longer a month before that; orders keep what they need of it. */
    public int sweep(Instant now) {
        Map<String, Instant> bound = Map.of("then", now.minus(Qualification.HOLDS));
        return new OldRows(jdbi, "location_answer", "id", "valid_until < :then", bound).delete();
    }

    /** Also one that holds no longer. */
    public Optional<Answer> find(Scope scope, String id) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select tenant, content, created_at, valid_until from location_answer
                        where id = :id and (:scope.all or tenant = :scope.tenant)""")
                .bind("id", id)
                .bindMethods("scope", scope)
                .map((row, context) -> new Answer(
                        id,
                        row.getString("tenant"),
                        List.of(Json.read(row.getString("content"), Told[].class)),
                        Objects.requireNonNull(UtcInstants.read(row, "created_at")),
                        Objects.requireNonNull(UtcInstants.read(row, "valid_until"))))
                .findOne());
    }
}
