package dev.turnup.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The state of an order; names as in TMF622 v5. Waiting is {@code pending}, fallout is {@code held}. */
@SuppressWarnings("MemberName") // the wire names are TM Forum's
public enum OrderState {
    acknowledged,
    rejected,
    inProgress,
    pending,
    held,
    assessingCancellation,
    pendingCancellation,
    cancelled,
    completed,
    failed,
    partial,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<OrderState> MACHINE = StateMachine.of(OrderState.class, """
            acknowledged -> inProgress | rejected
            inProgress -> pending | held | assessingCancellation | pendingCancellation | completed | failed | partial
            pending -> inProgress
            held -> inProgress
            assessingCancellation -> inProgress | pendingCancellation
            pendingCancellation -> cancelled""");

    public boolean isFinal() {
        return MACHINE.isFinal(this);
    }
}
