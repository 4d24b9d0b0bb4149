package dev.turnup.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Items that wait for each other would wait for ever. */
final class Circles {
    private final Map<String, Set<String>> edges = new LinkedHashMap<>();
    private final Map<String, Set<String>> reached = new LinkedHashMap<>();

    private Circles() {}

    /** Reports every relation that is part of a circle. */
    static void find(OrderDraft order, List<Problem> problems) {
        Circles said = said(order);
        Circles whole = said(order);
        whole.addApart(order);
        for (OrderDraft.Item item : order.items()) {
            String id = Objects.requireNonNullElse(item.id(), "");
            for (OrderDraft.Relation relation : item.relations()) {
                if (!isOrdered(relation) || relation.target().equals(item.id())) {
                    continue;
                }
                String both = "item '" + item.id() + "' and item '" + relation.target() + "'";
                if (said.reached(relation.target()).contains(id)) {
                    problems.add(new Problem(relation.idPath(), both + " rely on each other in a circle"));
                } else if (whole.reached(relation.target()).contains(id)) {
                    problems.add(new Problem(
                            relation.idPath(),
                            both + " wait for each other: of two that are diverse the one that is listed first is made "
                                    + "first, so list '" + relation.target() + "' before '" + item.id() + "'"));
                }
            }
        }
    }

    /** What the customer says of the order of things. */
    private static Circles said(OrderDraft order) {
        Circles circles = new Circles();
        for (OrderDraft.Item item : order.items()) {
            item.relations().stream()
                    .filter(Circles::isOrdered)
                    .forEach(relation -> circles.add(item.id(), relation.target()));
        }
        return circles;
    }

    private static boolean isOrdered(OrderDraft.Relation relation) {
        return relation.toItem() && !relation.type().equals(DiversityCheck.TYPE);
    }

    private void addApart(OrderDraft order) {
        List<String> ids = order.items().stream()
                .flatMap(item -> Optional.ofNullable(item.id()).stream())
                .toList();
        for (OrderDraft.Item item : order.items()) {
            item.relations().stream()
                    .filter(relation -> relation.type().equals(DiversityCheck.TYPE))
                    .filter(relation -> item.id() != null && ids.contains(relation.target()))
                    .forEach(relation -> addApart(ids, String.valueOf(item.id()), relation.target()));
        }
    }

    /** The later one waits for the earlier one, whichever of them says so. */
    private void addApart(List<String> ids, String one, String other) {
        boolean isLater = ids.indexOf(one) > ids.indexOf(other);
        add(isLater ? one : other, isLater ? other : one);
    }

    private void add(@Nullable String from, String to) {
        if (from != null) {
            edges.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
        }
    }

    /** All that comes before an item. */
    private Set<String> reached(String from) {
        return reached.computeIfAbsent(from, this::search);
    }

    private Set<String> search(String from) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(edges.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (found.add(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }
}
