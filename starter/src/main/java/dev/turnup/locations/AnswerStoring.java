package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once.Work;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.Caller;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Qualifier;
import dev.turnup.location.answer.Wish;
import dev.turnup.qualification.Qualification;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Answers wishes, and keeps the answer so that it can be ordered on. */
@OnIntake
@Component
class AnswerStoring {
    private final Qualifier qualifier;
    private final InstantSource clock;

    AnswerStoring(Qualifier qualifier, InstantSource clock) {
        this.qualifier = qualifier;
        this.clock = clock;
    }

    /** @param json as the answer is written */
    Work work(Caller caller, List<Wish> wishes, Function<Answer, JsonNode> json) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Answer answer = new Answer(
                "answer-" + UUID.randomUUID(),
                caller.tenant(),
                wishes.stream().map(qualifier::tell).toList(),
                now,
                now.plus(Qualification.HOLDS));
        return new Work(json.apply(answer), tx -> AnswerTable.store(tx, answer));
    }
}
