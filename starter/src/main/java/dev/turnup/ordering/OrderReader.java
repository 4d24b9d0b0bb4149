package dev.turnup.ordering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.plan.CompletionMode;
import dev.turnup.plan.OrderDraft;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a TMF622 ProductOrder as far as Turnup understands it; properties that it doesn't know are never wrong. Written by hand,
 * since a JSON schema's messages name neither what is right nor the path as the customer writes it.
 */
final class OrderReader {
    private static final int LONGEST_EXTERNAL_ID = 200; // as the database keeps it

    private OrderReader() {}

    static OrderDraft read(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part order = Part.whole(body, problems);
        details(order);
        order.object("billingAccount");
        initialState(order);
        planHash(order);
        order.required("productOrderItem");
        List<OrderDraft.Item> items =
                order.list("productOrderItem").stream().map(ItemReader::read).toList();
        if (order.any("productOrderItem").filter(OrderReader::isEmptyList).isPresent()) {
            order.problem("productOrderItem", "must have at least one item");
        }
        return new OrderDraft(
                mode(order),
                order.instant("requestedStartDate").orElse(null),
                order.instant("requestedCompletionDate").orElse(null),
                items,
                null,
                problems);
    }

    /** What nothing of the plan depends on. */
    static void details(Part order) {
        Stream.of("@type", "description", "category", "priority").forEach(order::text);
        order.list("note").forEach(note -> note.requiredText("text"));
        order.list("relatedParty").forEach(party -> party.requiredText("role"));
        order.list("externalId").forEach(id -> id.requiredText("id", LONGEST_EXTERNAL_ID));
    }

    /** Of an order that was found valid: which plan its customer has seen. */
    static Optional<String> planHash(JsonNode body) {
        return Part.whole(body, new ArrayList<>()).text("planHash");
    }

    /** Of an order that was found valid. */
    static List<String> externalIds(JsonNode body) {
        return Part.whole(body, new ArrayList<>()).list("externalId").stream()
                .flatMap(id -> id.text("id").stream())
                .distinct()
                .toList();
    }

    private static boolean isEmptyList(JsonNode value) {
        return value.isArray() && value.isEmpty();
    }

    private static void initialState(Part order) {
        order.text("requestedInitialState")
                .filter(state -> !state.equals("acknowledged"))
                .ifPresent(
                        state -> order.problem("requestedInitialState", "must be acknowledged: there are no drafts"));
    }

    private static void planHash(Part order) {
        order.text("planHash")
                .filter(hash -> !PlanHash.isOne(hash))
                .ifPresent(hash -> order.problem("planHash", "must be the planHash of a plan: 64 hexadecimal digits"));
    }

    private static CompletionMode mode(Part order) {
        String name = order.text("completionMode").orElse(CompletionMode.allOrNothing.name());
        if (Set.of("allOrNothing", "bestEffort").contains(name)) {
            return CompletionMode.valueOf(name);
        }
        order.problem("completionMode", "must be one of " + Arrays.toString(CompletionMode.values()));
        return CompletionMode.allOrNothing;
    }
}
