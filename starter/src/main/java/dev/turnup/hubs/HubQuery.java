package dev.turnup.hubs;

import dev.turnup.api.Part;
import dev.turnup.journal.HubEvent;
import dev.turnup.journal.HubEvent.Hub;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The query of a subscription: {@code eventType=A,B}, or {@code eventType=A&eventType=B}. */
final class HubQuery {
    private static final String NAME = "eventType=";
    private static final int LONGEST = 1_000;

    private HubQuery() {}

    /** The event types that are wanted, between commas; empty: all. Notes what can't be filtered by. */
    static String types(Part subscription, Hub hub) {
        List<String> known = Stream.of(HubEvent.values())
                .filter(event -> event.hub() == hub)
                .map(HubEvent::name)
                .toList();
        List<String> wanted = subscription.text("query", LONGEST).filter(text -> !text.isBlank()).stream()
                .flatMap(text -> Arrays.stream(text.split("&", -1)))
                .flatMap(term -> names(subscription, term))
                .distinct()
                .toList();
        wanted.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> subscription.problem(
                        "query", "'" + name + "' is no event here; there are " + String.join(", ", known)));
        return wanted.stream().sorted().collect(Collectors.joining(","));
    }

    private static Stream<String> names(Part subscription, String term) {
        if (!term.startsWith(NAME)) {
            subscription.problem("query", "must be eventType=…, with one or more names between commas");
            return Stream.of();
        }
        return Arrays.stream(term.substring(NAME.length()).split(",", -1)).map(String::strip);
    }
}
