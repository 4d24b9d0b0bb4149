package dev.turnup.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The state of a product; names as in TMF637 v5. A change that is pending leaves an active product active. */
@SuppressWarnings("MemberName") // the wire names are TM Forum's
public enum ProductState {
    pendingActive,
    cancelled,
    active,
    suspended,
    pendingTerminate,
    terminated,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<ProductState> MACHINE = StateMachine.of(ProductState.class, """
            pendingActive -> active | cancelled
            active -> suspended | pendingTerminate
            suspended -> active | pendingTerminate
            pendingTerminate -> terminated | active""");
}
