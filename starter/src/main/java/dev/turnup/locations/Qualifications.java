package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.Needs;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.api.TmfPaths;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import dev.turnup.location.answer.Answer;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** TMF679 CheckProductOfferingQualification. */
@OnIntake
@RestController
@RequestMapping(TmfPaths.QUALIFICATIONS)
@Tag(name = "Offering qualification (TMF679)")
class Qualifications {
    private final QualificationReader reader;
    private final AnswerStoring storing;
    private final AnswerTable answers;
    private final Once once;
    private final String currency;

    Qualifications(
            QualificationReader reader, AnswerStoring storing, AnswerTable answers, Once once, Catalogues catalogues) {
        this.reader = reader;
        this.storing = storing;
        this.answers = answers;
        this.once = once;
        this.currency = catalogues.now().currency();
    }

    @Needs(Right.read)
    @PostMapping
    @Operation(
            operationId = "checkProductOfferingQualification",
            summary = "Ask whether products can be had at places, to order on the answer",
            description =
                    "A place is named by id, by address or by latitude and longitude. It is answered at once, and "
                            + "honoured until its expirationDate by orders that name it in productOfferingQualificationItem.")
    ResponseEntity<JsonNode> check(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("answers to order on are asked for with a customer's key");
        }
        return once.done(
                caller,
                key,
                TmfPaths.QUALIFICATIONS,
                body,
                () -> storing.work(
                        caller, reader.read(body), answer -> new QualificationAnswer(answer, currency).json()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveCheckProductOfferingQualification", summary = "Read an answer again")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        Answer answer = answers.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("qualification", id));
        return ResponseEntity.ok(query.allow().select(new QualificationAnswer(answer, currency).json()));
    }
}
