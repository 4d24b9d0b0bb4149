package dev.turnup.order;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The changes of state that are allowed, as data. */
public final class StateMachine<S extends Enum<S>> {
    private final Map<S, Set<S>> changes;

    private StateMachine(Map<S, Set<S>> changes) {
        this.changes = changes;
    }

    /** @param rows "from -> to | to" in the states' names, one row for each state that can be left */
    public static <S extends Enum<S>> StateMachine<S> of(Class<S> type, String rows) {
        Map<S, Set<S>> changes = new EnumMap<>(type);
        rows.lines()
                .map(row -> row.split("->", -1))
                .forEach(row -> changes.put(Enum.valueOf(type, row[0].strip()), targets(type, row[1])));
        return new StateMachine<>(changes);
    }

    private static <S extends Enum<S>> Set<S> targets(Class<S> type, String names) {
        Set<S> targets = EnumSet.noneOf(type);
        Stream.of(names.split("\\|", -1)).map(String::strip).forEach(name -> targets.add(Enum.valueOf(type, name)));
        return targets;
    }

    public boolean allows(S from, S to) {
        return changes.getOrDefault(from, Set.of()).contains(to);
    }

    /** Whether nothing leads out of this state. */
    public boolean isFinal(S state) {
        return !changes.containsKey(state);
    }

    /**
     * The recorded changes that lead from one state to another: none where they are the same or the first is final, one
     * where the table has it, and otherwise two, through {@code middle}.
     */
    public List<S> path(S from, S to, S middle) {
        if (from == to || isFinal(from)) {
            return List.of();
        }
        if (allows(from, to)) {
            return List.of(to);
        }
        List<S> path = new ArrayList<>();
        if (allows(from, middle) && allows(middle, to)) {
            path.add(middle);
            path.add(to);
        }
        return path;
    }
}
