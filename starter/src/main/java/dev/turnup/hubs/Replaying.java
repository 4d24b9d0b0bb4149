package dev.turnup.hubs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.hub.records.HubIntake;
import dev.turnup.hub.records.HubReads;
import dev.turnup.hub.records.HubReads.CountRow;
import dev.turnup.hub.records.HubReads.SubscriptionRow;
import dev.turnup.plan.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Takes the wish to have events sent again. */
@OnIntake
@Component
class Replaying {
    private static final List<String> WAYS = List.of("productOrderId", "since", "deadLetters");

    private final HubReads subscriptions;
    private final InstantSource clock;

    Replaying(HubReads subscriptions, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.clock = clock;
    }

    Work work(SubscriptionRow row, JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Consumer<HubIntake> replay = read(row, part);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return new Work(
                TreeJson.object()
                        .put("@type", "HubReplay")
                        .put("hubSubscription", HubSubscriptions.PATH + "/" + row.id())
                        .put("remaining", remaining(row, part)),
                tx -> replay.accept(new HubIntake(tx)));
    }

    /** How many events there is no room for. */
    private long remaining(SubscriptionRow row, Part part) {
        CountRow count =
                subscriptions.counts(List.of(row.id())).stream().findFirst().orElse(new CountRow(row.id(), 0, 0));
        long wanted = part.any("deadLetters").isPresent()
                ? count.dead()
                : part.instant("since")
                        .map(since -> subscriptions.told(row, since))
                        .orElse(0L);
        return Math.max(0, wanted - HubIntake.room(count.pending()));
    }

    private Consumer<HubIntake> read(SubscriptionRow row, Part part) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<String> order = part.text("productOrderId");
        Optional<Instant> since = part.instant("since");
        Optional<JsonNode> dead = part.any("deadLetters");
        dead.filter(value -> !value.isBoolean() || !value.booleanValue())
                .ifPresent(value -> part.problem("deadLetters", "must be true where it is there"));
        int from = from(part);
        if (part.problems().isEmpty()
                && Stream.of(order, since, dead).filter(Optional::isPresent).count() != 1) {
            part.problem(
                    WAYS.getFirst(), "one of " + String.join(", ", WAYS) + " has to be there, and no more than one");
        }
        return hub -> {
            if (order.isPresent()) {
                hub.replayOrder(row, order.get(), from, now).orElseThrow(() -> Refusal.notFound("order", order.get()));
            } else if (since.isPresent()) {
                hub.replaySince(row, since.get(), now);
            } else {
                hub.replayDead(row, now);
            }
        };
    }

    private static int from(Part part) {
        Optional<JsonNode> from = part.any("from");
        if (from.isPresent() && (!from.get().isInt() || from.get().intValue() < 1)) {
            part.problem("from", "must be a whole number from 1 on");
        }
        return from.map(JsonNode::intValue).orElse(1);
    }
}
