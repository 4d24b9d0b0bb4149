package dev.turnup.intake;

/** Whose rows a query may see. Used in SQL as {@code (:scope.all or tenant = :scope.tenant)}. */
public record Scope(String tenant, boolean all) {

    public static Scope of(Caller caller) {
        return new Scope(caller.tenant(), caller.isOperator());
    }
}
