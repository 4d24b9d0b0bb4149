package dev.turnup.locationcheck;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.turnup.order.StateMachine;

/** The state of a location check. It can't fail: a row that can't be answered is answered so, and trouble is waited out. */
@SuppressWarnings("MemberName") // names as customers read them, like orders' states
public enum CheckState {
    acknowledged,
    inProgress,
    done,
    cancelled,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<CheckState> MACHINE = StateMachine.of(CheckState.class, """
            acknowledged -> inProgress | done | cancelled
            inProgress -> done | cancelled""");

    public boolean isFinal() {
        return MACHINE.isFinal(this);
    }
}
