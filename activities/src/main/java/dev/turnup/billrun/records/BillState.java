package dev.turnup.billrun.records;

import dev.turnup.order.StateMachine;
import java.util.Optional;
import java.util.stream.Stream;

/** The state of a bill, as TMF678 names it. Operators change it; amounts and lines never change. */
public enum BillState {
    NEW("new"),
    ON_HOLD("onHold"),
    VALIDATED("validated"),
    SENT("sent"),
    PARTIALLY_PAID("partiallyPaid"),
    SETTLED("settled");

    public static final StateMachine<BillState> MACHINE = StateMachine.of(BillState.class, """
            NEW -> ON_HOLD | VALIDATED
            ON_HOLD -> NEW | VALIDATED
            VALIDATED -> ON_HOLD | SENT
            SENT -> PARTIALLY_PAID | SETTLED
            PARTIALLY_PAID -> SETTLED""");

    private final String text;

    BillState(String text) {
        this.text = text;
    }

    public static Optional<BillState> read(String text) {
        return Stream.of(values()).filter(state -> state.text.equals(text)).findFirst();
    }

    public String text() {
        return text;
    }
}
