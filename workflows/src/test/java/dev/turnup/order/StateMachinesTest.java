package dev.turnup.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.locationcheck.CheckState;
import dev.turnup.window.WindowState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Walks every pair of states of every machine. The expectation is written out a second time, from the design. */
class StateMachinesTest {
    private static final Map<String, Set<String>> ORDER = Map.of(
            "acknowledged", Set.of("inProgress", "rejected"),
            "inProgress",
                    Set.of(
                            "pending",
                            "held",
                            "assessingCancellation",
                            "pendingCancellation",
                            "completed",
                            "failed",
                            "partial"),
            "pending", Set.of("inProgress"),
            "held", Set.of("inProgress"),
            "assessingCancellation", Set.of("inProgress", "pendingCancellation"),
            "pendingCancellation", Set.of("cancelled"));

    private static final Map<String, Set<String>> ITEM = Map.of(
            "acknowledged", Set.of("inProgress", "rejected"),
            "inProgress", Set.of("completed", "failed", "held", "pending", "cancelled"),
            "held", Set.of("inProgress", "failed"),
            "pending", Set.of("inProgress", "failed", "cancelled"));

    private static final Map<String, Set<String>> PRODUCT = Map.of(
            "pendingActive", Set.of("active", "cancelled"),
            "active", Set.of("suspended", "pendingTerminate"),
            "suspended", Set.of("active", "pendingTerminate"),
            "pendingTerminate", Set.of("terminated", "active"));

    private static final Map<String, Set<String>> WINDOW = Map.of(
            "reserved", Set.of("raising", "cancelled", "failed"),
            "raising", Set.of("raised", "cancelled", "failed"),
            "raised", Set.of("returning", "completed", "cancelled"),
            "returning", Set.of("completed", "cancelled"));

    private static final Map<String, Set<String>> CHECK = Map.of(
            "acknowledged", Set.of("inProgress", "done", "cancelled"),
            "inProgress", Set.of("done", "cancelled"));

    @TestFactory
    Stream<DynamicTest> allows_exactly_the_changes_of_the_design() {
        return Stream.of(
                        pairs(OrderState.class, OrderState.MACHINE, ORDER),
                        pairs(ItemState.class, ItemState.MACHINE, ITEM),
                        pairs(ProductState.class, ProductState.MACHINE, PRODUCT),
                        pairs(WindowState.class, WindowState.MACHINE, WINDOW),
                        pairs(CheckState.class, CheckState.MACHINE, CHECK))
                .flatMap(pairs -> pairs);
    }

    private static <S extends Enum<S>> Stream<DynamicTest> pairs(
            Class<S> type, StateMachine<S> machine, Map<String, Set<String>> expected) {
        List<S> states = Arrays.asList(type.getEnumConstants());
        return states.stream()
                .flatMap(from -> states.stream().map(to -> {
                    boolean allowed =
                            expected.getOrDefault(from.name(), Set.of()).contains(to.name());
                    String name = type.getSimpleName() + ": " + from + " to " + to + (allowed ? "" : " is refused");
                    return DynamicTest.dynamicTest(
                            name, () -> assertThat(machine.allows(from, to)).isEqualTo(allowed));
                }));
    }

    @Test
    void a_change_that_is_not_in_the_table_passes_through_in_progress() {
        assertThat(OrderState.MACHINE.path(OrderState.held, OrderState.pendingCancellation, OrderState.inProgress))
                .containsExactly(OrderState.inProgress, OrderState.pendingCancellation);
        assertThat(ItemState.MACHINE.path(ItemState.held, ItemState.cancelled, ItemState.inProgress))
                .containsExactly(ItemState.inProgress, ItemState.cancelled);
    }

    @Test
    void nothing_leads_out_of_a_final_state() {
        assertThat(OrderState.MACHINE.path(OrderState.completed, OrderState.failed, OrderState.inProgress))
                .isEmpty();
    }

    @Test
    void a_state_that_is_reached_already_is_no_change() {
        assertThat(OrderState.MACHINE.path(OrderState.held, OrderState.held, OrderState.inProgress))
                .isEmpty();
    }
}
