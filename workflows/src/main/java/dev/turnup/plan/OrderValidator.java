package dev.turnup.plan;

import dev.turnup.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges a whole order and names every problem at once: a pure function of order, catalogue, inventory and instant. */
public final class OrderValidator {
    /** What one workflow carries, since items have no workflows of their own. */
    public static final int MOST_ITEMS = 100;

    /** The plan, with its prices and adapters, is made today and has to be good then. */
    private static final Duration LONGEST_AHEAD = Duration.ofDays(366);

    private static final Pattern ITEM_ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    private final Catalogue catalogue;
    private final Inventory inventory;

    public OrderValidator(Catalogue catalogue, Inventory inventory) {
        this.catalogue = catalogue;
        this.inventory = inventory;
    }

    public Verdict judge(String tenant, OrderDraft draft, Instant now) {
        List<Problem> problems = new ArrayList<>(draft.problems());
        dates(draft.requestedStart(), draft.requestedCompletion(), now, problems);
        if (draft.items().size() > MOST_ITEMS) {
            problems.add(new Problem(
                    "productOrderItem",
                    "an order has at most " + MOST_ITEMS + " items, not "
                            + draft.items().size()));
            return new Verdict.Refused(problems);
        }
        itemIds(draft, problems);
        List<OrderRequest.Item> items = draft.items().stream()
                .map(item -> new ItemCheck(catalogue, inventory, tenant, draft, item, now, problems).check())
                .flatMap(Optional::stream)
                .toList();
        Circles.find(draft, problems);
        return problems.isEmpty()
                ? new Verdict.Valid(new OrderRequest(draft.mode(), draft.requestedStart(), items, draft.window()))
                : new Verdict.Refused(problems);
    }

    /** The dates that a customer wishes; null where there is no wish. */
    public static void dates(
            @Nullable Instant start, @Nullable Instant completion, Instant now, List<Problem> problems) {
        notPast("requestedStartDate", start, now, problems);
        notPast("requestedCompletionDate", completion, now, problems);
        if (start != null && start.isAfter(now.plus(LONGEST_AHEAD))) {
            problems.add(new Problem("requestedStartDate", "must be within a year; it is now " + now));
        }
        if (start != null && completion != null && completion.isBefore(start)) {
            problems.add(new Problem("requestedCompletionDate", "must not be before requestedStartDate"));
        }
    }

    private static void notPast(String path, @Nullable Instant date, Instant now, List<Problem> problems) {
        if (date != null && date.isBefore(now)) {
            problems.add(new Problem(path, "must not be in the past; it is now " + now));
        }
    }

    private static void itemIds(OrderDraft draft, List<Problem> problems) {
        Set<String> seen = new LinkedHashSet<>();
        for (OrderDraft.Item item : draft.items()) {
            String id = item.id();
            if (id == null) {
                continue;
            }
            if (!ITEM_ID.matcher(id).matches()) {
                problems.add(new Problem(
                        item.path() + ".id", "must be 1 to 40 letters, digits, dots, underscores or hyphens"));
            } else if (!seen.add(id)) {
                problems.add(new Problem(item.path() + ".id", "another item of this order has the id '" + id + "'"));
            }
        }
    }
}
