package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.Needs;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import dev.turnup.intake.Scope;
import dev.turnup.location.answer.Answer;
import dev.turnup.location.answer.Told;
import dev.turnup.location.answer.Wish;
import dev.turnup.location.offer.Offers;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers about one location that can be ordered on. */
@OnIntake
@RestController
@RequestMapping(Locations.PATH + "/{id}/answers")
@Tag(name = "Locations")
class LocationAnswers {
    private static final String ITEM = "1";

    private final AnswerStoring storing;
    private final AnswerTable answers;
    private final Offers offers;
    private final WishReader wishes;
    private final Once once;
    private final String currency;

    LocationAnswers(
            AnswerStoring storing,
            AnswerTable answers,
            Offers offers,
            WishReader wishes,
            Once once,
            Catalogues catalogues) {
        this.storing = storing;
        this.answers = answers;
        this.offers = offers;
        this.wishes = wishes;
        this.once = once;
        this.currency = catalogues.now().currency();
    }

    @Needs(Right.read)
    @PostMapping
    @Operation(
            operationId = "createLocationAnswer",
            summary = "Ask what can be had at a location, to order on it",
            description =
                    "Takes 'speedMbps', and 'offering' where it isn't the usual one of such a place. The answer is "
                            + "kept, and honoured until its 'validUntil' by orders that name it in productOfferingQualificationItem.")
    ResponseEntity<JsonNode> create(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("answers to order on are asked for with a customer's key");
        }
        return once.created(
                caller,
                key,
                Locations.PATH + "/" + id + "/answers",
                body,
                () -> storing.work(caller, List.of(wish(id, body)), answer -> json(answer, id)));
    }

    @GetMapping("/{answer}")
    @Operation(operationId = "retrieveLocationAnswer", summary = "Read an answer again")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, @PathVariable String answer, ListQuery query) {
        ObjectNode json = answers.find(Scope.of(caller), answer)
                .flatMap(found -> about(found, id))
                .orElseThrow(() -> Refusal.notFound("answer", answer));
        return ResponseEntity.ok(query.allow().select(json));
    }

    private Wish wish(String id, JsonNode body) {
        String usual = offers.find(id)
                .orElseThrow(() -> Refusal.notFound("location", id))
                .offering();
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> offering = wishes.offering(part, "offering");
        if (part.any("offering").isEmpty()) {
            offering = Optional.of(usual);
        }
        Optional<Long> speed = wishes.speed(part, "speedMbps", offering);
        if (!problems.isEmpty() || speed.isEmpty() || offering.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new Wish(ITEM, offering.get(), speed.get(), new Wish.Where.Id(id));
    }

    private ObjectNode json(Answer answer, String place) {
        return about(answer, place).orElseThrow(() -> Refusal.notFound("location", place)); // it left the list just now
    }

    private Optional<ObjectNode> about(Answer answer, String place) {
        return answer.told().stream()
                .flatMap(told -> about(answer, told, place).stream())
                .findFirst();
    }

    private Optional<ObjectNode> about(Answer answer, Told told, String place) {
        return Optional.ofNullable(told.offer())
                .filter(offer -> offer.location().id().equals(place))
                .map(offer -> new ToldAnswer(answer, told, offer, currency).json());
    }
}
