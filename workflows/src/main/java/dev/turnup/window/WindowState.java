package dev.turnup.window;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.turnup.order.StateMachine;

/** The state of an event window. What is raised leads only to its return. */
@SuppressWarnings("MemberName") // names as customers read them, like orders' states
public enum WindowState {
    reserved,
    raising,
    raised,
    returning,
    completed,
    cancelled,
    failed,
    @JsonEnumDefaultValue
    unknown;

    public static final StateMachine<WindowState> MACHINE = StateMachine.of(WindowState.class, """
            reserved -> raising | cancelled | failed
            raising -> raised | cancelled | failed
            raised -> returning | completed | cancelled
            returning -> completed | cancelled""");

    public boolean isFinal() {
        return MACHINE.isFinal(this);
    }
}
