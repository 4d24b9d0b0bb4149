package dev.turnup.catalog;

import static dev.turnup.catalog.OfferingAnswer.SPECIFICATION;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.catalogue.Catalogue;
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
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an offering is to be: a new one, or a JSON merge patch (RFC 7396), against its newest version. Properties that say
 * what is so already change nothing: clients may send back what they have read, and its {@code version} then keeps them from
 * undoing what others did.
 */
final class OfferingReader {
    private static final String ID = "[a-z0-9][a-z0-9-]{0,39}";
    private static final Set<String> CHANGEABLE = Set.of(
            "name",
            "description",
            "lifecycleStatus",
            "validFor",
            OfferingAnswer.PRICES,
            "oneOffCharge",
            "cancelCharge");

    /** What a new one gets otherwise: it may be a copy of another. */
    private static final Set<String> NOT_COPIED = Set.of("id", "href", "version", "lastUpdate", SPECIFICATION);

    private static final List<LifecycleStatus> BEGINNINGS = List.of(
            LifecycleStatus.IN_STUDY,
            LifecycleStatus.IN_DESIGN,
            LifecycleStatus.IN_TEST,
            LifecycleStatus.ACTIVE,
            LifecycleStatus.LAUNCHED);

    private final Offering offering;
    /** As it is read from text: numbers of other types are not equal, and the body was text too. */
    private final JsonNode answer;

    private final String currency;
    private final Part part;

    private OfferingReader(Part part, Offering offering, String currency) {
        this.offering = offering;
        this.answer = Json.read(new OfferingAnswer(offering, currency).json().toString(), JsonNode.class);
        this.currency = currency;
        this.part = part;
    }

    /**
     * A new offering of a kind that ships. Where its status is left out it is not sold yet, and charges that are left out are none.
     * Throws Refusal with every problem; where its kind isn't known, of that and the id only.
     */
    static Offering created(JsonNode body, Catalogue shipped, Instant now) {
        Part part = Part.whole(body, new ArrayList<>());
        String id = part.text("id").orElseGet(() -> UUID.randomUUID().toString());
        if (!id.matches(ID)) {
            part.problem("id", "must be 1 to 40 lower-case letters, digits and hyphens, the first no hyphen");
        }
        Offering kind = part.requiredObject(SPECIFICATION)
                .flatMap(ref -> kind(ref, shipped))
                .orElseThrow(() -> Refusal.invalid(part.problems()));
        BigDecimal none = new BigDecimal("0.00");
        Terms blank =
                new Terms("", kind.description(), LifecycleStatus.IN_STUDY, null, null, kind.prices(), none, none);
        Offering draft = kind.on(id, blank, 1, now);
        OfferingReader reader = new OfferingReader(part, draft, shipped.currency());
        Stream.of("name", OfferingAnswer.PRICES)
                .filter(name -> !part.node().has(name))
                .forEach(part::required);
        reader.others(NOT_COPIED, "chosen");
        Terms terms = reader.terms(List.of(LifecycleStatus.values()));
        if (!BEGINNINGS.contains(terms.lifecycleStatus())) {
            part.problem("lifecycleStatus", "of what is new must be one of " + BEGINNINGS);
        }
        reader.refuse();
        return draft.on(id, terms, 1, now);
    }

    private static Optional<Offering> kind(Part ref, Catalogue shipped) {
        return ref.requiredText("id").flatMap(id -> {
            Optional<Offering> kind = shipped.offering(id);
            if (kind.isEmpty()) {
                ref.problem(
                        "id",
                        "must be one of "
                                + shipped.offerings().stream().map(Offering::id).collect(Collectors.joining(", ")));
            }
            return kind;
        });
    }

    /** The terms from now on; those that are where nothing is changed. Throws Refusal with every problem. */
    static Terms patched(JsonNode body, Offering offering, String currency) {
        OfferingReader reader = new OfferingReader(Part.whole(body, new ArrayList<>()), offering, currency);
        reader.others(Set.of(), "changed");
        Terms terms = reader.terms(offering.edition().status().next());
        reader.refuse();
        return terms;
    }

    private void refuse() {
        if (!part.problems().isEmpty()) {
            throw Refusal.invalid(part.problems());
        }
    }

    /** @param free what may be as it is */
    private void others(Set<String> free, String done) {
        for (Map.Entry<String, JsonNode> property : part.node().properties()) {
            String name = property.getKey();
            if (CHANGEABLE.contains(name)
                    || free.contains(name)
                    || property.getValue().equals(answer.get(name))) {
                continue;
            }
            if (name.equals("version")) {
                part.problems()
                        .add(Problem.conflict(
                                name,
                                "the offering is at version "
                                        + offering.edition().version() + ": read it, and change that"));
            } else {
                part.problem(
                        name,
                        (answer.has(name) ? "can't be " + done : "is no property of an offering")
                                + "; what can be " + done + " is "
                                + String.join(", ", CHANGEABLE.stream().sorted().toList()));
            }
        }
    }

    /** @param next which statuses may follow */
    private Terms terms(List<LifecycleStatus> next) {
        Terms old = offering.terms();
        Optional<Part> validFor = part.object("validFor");
        Instant from = part.node().has("validFor") ? date(validFor, "startDateTime") : old.validFrom();
        Instant until = part.node().has("validFor") ? date(validFor, "endDateTime") : old.validUntil();
        if (from != null && until != null && !from.isBefore(until)) {
            part.problem("validFor.endDateTime", "must be after startDateTime");
        }
        return new Terms(
                text("name", 200).orElse(old.name()),
                text("description", 2_000).orElse(old.description()),
                status(old.lifecycleStatus(), next),
                from,
                until,
                kept(OfferingAnswer.PRICES) ? old.prices() : new PriceReader(offering, currency).read(part),
                charge("oneOffCharge", old.oneOff()),
                charge("cancelCharge", old.cancelCharge()));
    }

    private boolean kept(String name) {
        JsonNode value = part.node().get(name);
        return value == null || value.equals(answer.get(name));
    }

    private static @Nullable Instant date(Optional<Part> period, String name) {
        return period.flatMap(times -> times.instant(name)).orElse(null);
    }

    private Optional<String> text(String name, int longest) {
        if (part.node().has(name)) {
            part.required(name);
        }
        Optional<String> text = part.text(name, longest);
        text.filter(String::isBlank).ifPresent(blank -> part.problem(name, "must not be empty"));
        return text;
    }

    private LifecycleStatus status(LifecycleStatus now, List<LifecycleStatus> next) {
        Optional<String> text = text("lifecycleStatus", 20);
        Optional<LifecycleStatus> wanted = text.flatMap(LifecycleStatus::of);
        if (text.isPresent() && wanted.isEmpty()) {
            part.problem("lifecycleStatus", "must be one of " + List.of(LifecycleStatus.values()));
        }
        wanted.filter(status -> status != now && !next.contains(status))
                .ifPresent(status -> part.problems()
                        .add(Problem.conflict(
                                "lifecycleStatus",
                                "what is '" + now + "' can't become '" + status + "'"
                                        + (next.isEmpty() ? "" : ", but " + next))));
        return wanted.orElse(now);
    }

    private BigDecimal charge(String name, BigDecimal old) {
        if (kept(name)) {
            return old;
        }
        return part.object(name)
                .flatMap(money -> PriceReader.amount(money, currency, 2))
                .orElse(new BigDecimal("0.00"));
    }
}
