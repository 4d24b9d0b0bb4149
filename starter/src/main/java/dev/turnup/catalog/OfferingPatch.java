package dev.turnup.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.catalogue.LifecycleStatus;
import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import dev.turnup.plan.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch (RFC 7396) of an offering, read against its newest version. Properties that say what is so already change
 * nothing: clients may send back what they have read, and its {@code version} then keeps them from undoing what others did.
 */
final class OfferingPatch {
    private static final Set<String> CHANGEABLE = Set.of(
            "name",
            "description",
            "lifecycleStatus",
            "validFor",
            OfferingAnswer.PRICES,
            "oneOffCharge",
            "cancelCharge");

    private final Offering offering;
    /** As it is read from text: numbers of other types are not equal, and the body was text too. */
    private final JsonNode answer;

    private final String currency;
    private final Part patch;
    private final List<Problem> problems = new ArrayList<>();

    private OfferingPatch(JsonNode body, Offering offering, String currency) {
        this.offering = offering;
        this.answer = Json.read(new OfferingAnswer(offering, currency).json().toString(), JsonNode.class);
        this.currency = currency;
        this.patch = Part.whole(body, problems);
    }

    /** The terms from now on; those that are where nothing is changed. Throws Refusal with every problem. */
    static Terms read(JsonNode body, Offering offering, String currency) {
        OfferingPatch patch = new OfferingPatch(body, offering, currency);
        patch.others();
        Terms terms = patch.terms();
        if (!patch.problems.isEmpty()) {
            throw Refusal.invalid(patch.problems);
        }
        return terms;
    }

    private void others() {
        for (Map.Entry<String, JsonNode> property : patch.node().properties()) {
            String name = property.getKey();
            if (CHANGEABLE.contains(name) || property.getValue().equals(answer.get(name))) {
                continue;
            }
            if (name.equals("version")) {
                problems.add(Problem.conflict(
                        name,
                        "the offering is at version " + offering.edition().version() + ": read it, and change that"));
            } else {
                patch.problem(
                        name,
                        (answer.has(name) ? "can't be changed" : "is no property of an offering")
                                + "; what can be changed is "
                                + String.join(", ", CHANGEABLE.stream().sorted().toList()));
            }
        }
    }

    private Terms terms() {
        Terms old = offering.terms();
        Optional<Part> validFor = patch.object("validFor");
        Instant from = patch.node().has("validFor") ? date(validFor, "startDateTime") : old.validFrom();
        Instant until = patch.node().has("validFor") ? date(validFor, "endDateTime") : old.validUntil();
        if (from != null && until != null && !from.isBefore(until)) {
            patch.problem("validFor.endDateTime", "must be after startDateTime");
        }
        return new Terms(
                text("name", 200).orElse(old.name()),
                text("description", 2_000).orElse(old.description()),
                status(old.lifecycleStatus()),
                from,
                until,
                kept("productOfferingPrice") ? old.prices() : new PriceReader(offering, currency).read(patch),
                charge("oneOffCharge", old.oneOff()),
                charge("cancelCharge", old.cancelCharge()));
    }

    private boolean kept(String name) {
        JsonNode value = patch.node().get(name);
        return value == null || value.equals(answer.get(name));
    }

    private static @Nullable Instant date(Optional<Part> period, String name) {
        return period.flatMap(part -> part.instant(name)).orElse(null);
    }

    private Optional<String> text(String name, int longest) {
        if (patch.node().has(name)) {
            patch.required(name);
        }
        Optional<String> text = patch.text(name, longest);
        text.filter(String::isBlank).ifPresent(blank -> patch.problem(name, "must not be empty"));
        return text;
    }

    private LifecycleStatus status(LifecycleStatus now) {
        Optional<String> text = text("lifecycleStatus", 20);
        Optional<LifecycleStatus> wanted = text.flatMap(LifecycleStatus::of);
        if (text.isPresent() && wanted.isEmpty()) {
            patch.problem("lifecycleStatus", "must be one of " + List.of(LifecycleStatus.values()));
        }
        wanted.filter(next -> next != now && !now.next().contains(next))
                .ifPresent(next -> problems.add(Problem.conflict(
                        "lifecycleStatus",
                        "what is '" + now + "' can't become '" + next + "'"
                                + (now.next().isEmpty() ? "" : ", but " + now.next()))));
        return wanted.orElse(now);
    }

    private BigDecimal charge(String name, BigDecimal old) {
        if (kept(name)) {
            return old;
        }
        return patch.object(name)
                .flatMap(part -> PriceReader.amount(part, currency, 2))
                .orElse(new BigDecimal("0.00"));
    }
}
