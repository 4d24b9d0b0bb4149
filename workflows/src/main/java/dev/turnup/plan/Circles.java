package dev.turnup.plan;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Items that wait for each other would wait for ever. */
final class Circles {
    private Circles() {}

    /** Reports every relation that is part of a circle. */
    static void find(OrderDraft order, List<Problem> problems) {
        Map<String, Set<String>> edges = edges(order);
        Map<String, Set<String>> reached = new LinkedHashMap<>();
        for (OrderDraft.Item item : order.items()) {
            for (OrderDraft.Relation relation : item.relations()) {
                if (isOrdered(relation)
                        && !relation.target().equals(item.id())
                        && reached.computeIfAbsent(relation.target(), target -> reached(edges, target))
                                .contains(Objects.requireNonNullElse(item.id(), ""))) {
                    problems.add(new Problem(
                            relation.idPath(),
                            "item '" + item.id() + "' and item '" + relation.target()
                                    + "' rely on each other in a circle"));
                }
            }
        }
    }

    /** What is only kept apart comes in the order of the items. */
    private static boolean isOrdered(OrderDraft.Relation relation) {
        return relation.toItem() && !relation.type().equals(DiversityCheck.TYPE);
    }

    private static Map<String, Set<String>> edges(OrderDraft order) {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        for (OrderDraft.Item item : order.items()) {
            if (item.id() != null) {
                Set<String> targets = edges.computeIfAbsent(item.id(), id -> new LinkedHashSet<>());
                item.relations().stream()
                        .filter(Circles::isOrdered)
                        .forEach(relation -> targets.add(relation.target()));
            }
        }
        return edges;
    }

    private static Set<String> reached(Map<String, Set<String>> edges, String from) {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(edges.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.pop();
            if (reached.add(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return reached;
    }
}
