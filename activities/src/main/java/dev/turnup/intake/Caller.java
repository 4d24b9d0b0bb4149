package dev.turnup.intake;

/**
 * Who calls, as the API key tells.
 *
 * @param name of the key: what is recorded as the actor
 */
public record Caller(String tenant, Role role, String name) {
    /** The tenant that operators' keys belong to. */
    public static final String PROVIDER = "provider";

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

    /** How this caller is recorded in histories. */
    public String actor() {
        return role + " " + name;
    }
}
