package dev.turnup.order;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** The state of an order's item; names as in TMF622 v5. An item is cancelled only with its order. */
@SuppressWarnings("MemberName") // the wire names are TM Forum's
public enum ItemState {
    acknowledged,
    rejected,
    inProgress,
    pending,
    held,
    cancelled,
    completed,
    failed,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<ItemState> MACHINE = StateMachine.of(ItemState.class, """
            acknowledged -> inProgress | rejected
            inProgress -> completed | failed | held | pending | cancelled
            held -> inProgress | failed
            pending -> inProgress | failed | cancelled""");

    /** Taken back to the end. */
    public boolean isLost() {
        return this == failed || this == cancelled;
    }
}
