package dev.turnup.billrun;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.turnup.order.StateMachine;

/** The state of a bill run. It can't fail or be cancelled: trouble is waited out where operators see it. */
@SuppressWarnings("MemberName") // names as operators read them, like orders' states
public enum BillRunState {
    acknowledged,
    inProgress,
    done,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<BillRunState> MACHINE = StateMachine.of(BillRunState.class, """
            acknowledged -> inProgress | done
            inProgress -> done""");

    public boolean isFinal() {
        return MACHINE.isFinal(this);
    }
}
