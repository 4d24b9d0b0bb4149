package dev.turnup.intake;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a key or a token may do: its scopes. */
@SuppressWarnings("MemberName") // as the API writes them
public enum Right {
    /** Look, plan, and ask about locations. */
    read,
    /** Order and change. */
    write,
    /** Manage keys, and with an operator's also tenants. */
    admin;

    /** What a key may that is made without a word about it. */
    public static Set<Right> usual(Caller.Role role) {
        return role == Caller.Role.operator ? EnumSet.allOf(Right.class) : EnumSet.of(read, write);
    }

    public static Optional<Right> of(String name) {
        return Arrays.stream(values())
                .filter(right -> right.name().equals(name))
                .findFirst();
    }

    /** Those that are named there; names that mean nothing here are left out. */
    static Set<Right> read(String names) {
        return Arrays.stream(names.split(" ", -1))
                .flatMap(name -> of(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
    }

    static String write(Collection<Right> rights) {
        return rights.stream().sorted().map(Right::name).collect(Collectors.joining(" "));
    }
}
