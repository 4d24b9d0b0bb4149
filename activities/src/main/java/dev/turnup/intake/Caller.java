package dev.turnup.intake;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, as the API key or the token tells.
 *
 * @param name of the key, or the token's subject: what is recorded as the actor
 * @param id of the key; for a token {@code jwt:} and its subject
 * @param suspended why the tenant may change nothing at present; null where it may
 */
public record Caller(
        String tenant,
        Role role,
        String name,
        String id,
        Set<Right> rights,
        @Nullable String suspended) {
    /** The tenant that operators' keys belong to. */
    public static final String PROVIDER = "provider";

    public Caller {
        rights = Set.copyOf(rights);
    }

    /** What a key is good for. */
    @SuppressWarnings("MemberName") // as the database writes them
    public enum Role {
        /** Orders and reads what is its tenant's. */
        customer,
        /** Reads what is anybody's, and decides in fallout. */
        operator
    }

    public boolean isOperator() {
        return role == Role.operator;
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** How this caller is recorded in histories. */
    public String actor() {
        return role + " " + name;
    }
}
