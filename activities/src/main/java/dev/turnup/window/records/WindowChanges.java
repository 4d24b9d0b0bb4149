package dev.turnup.window.records;

import dev.turnup.Json;
import dev.turnup.billing.Billing;
import dev.turnup.claims.Claims;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.NewOrder;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.Scope;
import dev.turnup.order.CancelRequest;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.relay.Outbox;
import dev.turnup.window.WindowState;
import dev.turnup.window.records.WindowTable.Product;
import dev.turnup.window.records.WindowTable.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every change of a window's state, in one transaction with what it means; nothing where somebody else was quicker. */
final class WindowChanges {
    private static final Logger LOG = LoggerFactory.getLogger(WindowChanges.class);
    private static final String ACTOR = "event window";

    private final Jdbi jdbi;

    WindowChanges(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** From here on nobody else changes the products. Throws ProductBusy where somebody does already. */
    void raising(Row window, NewOrder order, List<HeldProduct> before) {
        change(window, WindowState.raising, order.id(), null, tx -> {
            store(tx, window, order, "raise");
            WindowTable windows = tx.attach(WindowTable.class);
            before.forEach(product -> windows.usual(window.id(), product.id(), product.speedMbps(), product.perHour()));
            windows.holdProducts(window.id());
        });
    }

    private static void store(Handle tx, Row window, NewOrder order, String role) {
        OrderIntake.store(tx, order);
        tx.attach(WindowTable.class).addOrder(window.id(), order.id(), role, order.createdAt());
    }

    void raised(Row window, Instant completed) {
        change(window, WindowState.raised, window.waitsFor(), null, tx -> {
            WindowTable windows = tx.attach(WindowTable.class);
            windows.raised(window.id(), confirmed(windows, window, completed));
        });
    }

    void returning(Row window, NewOrder order) {
        change(window, WindowState.returning, order.id(), null, tx -> {
            store(tx, window, order, "return");
        });
    }

    /** @param completed when the return's order was completed */
    void returned(Row window, Instant completed) {
        isBack(window, windows -> confirmed(windows, window, completed));
    }

    /** Nothing is raised any more, though no return was ordered. */
    void isBack(Row window, Instant seen) {
        isBack(window, windows -> seen);
    }

    private void isBack(Row window, Function<WindowTable, Instant> since) {
        WindowState to = window.cancelledAt() == null ? WindowState.completed : WindowState.cancelled;
        end(window, to, null, tx -> {
            WindowTable windows = tx.attach(WindowTable.class);
            windows.returned(window.id(), since.apply(windows));
        });
    }

    /** The last of the instants from which on the products' new prices hold. */
    private static Instant confirmed(WindowTable windows, Row window, Instant otherwise) {
        return windows.billed(Objects.requireNonNull(window.waitsFor())).stream()
                .map(receipt -> Json.read(receipt, Billing.Receipt.class).since())
                .max(Instant::compareTo)
                .orElse(otherwise);
    }

    /** It was never raised, or its order has undone everything. */
    void notRaised(Row window, @Nullable String why) {
        boolean cancelled = window.cancelledAt() != null;
        end(window, cancelled ? WindowState.cancelled : WindowState.failed, cancelled ? null : why, tx -> {});
    }

    private void end(Row window, WindowState to, @Nullable String trouble, Consumer<Handle> more) {
        change(window, to, window.waitsFor(), trouble, tx -> {
            more.accept(tx);
            WindowTable windows = tx.attach(WindowTable.class);
            windows.freeProducts(window.id());
            List<String> products = windows.products(window.id()).stream()
                    .map(Product::productId)
                    .toList();
            Claims.dropAll(tx, window.id() + "/", products);
            LOG.info("{} is {}{}", window.id(), to, trouble == null ? "" : ": " + trouble);
        });
    }

    private void change(
            Row window, WindowState to, @Nullable String order, @Nullable String trouble, Consumer<Handle> meaning) {
        String before = Objects.requireNonNullElse(window.waitsFor(), "");
        jdbi.useTransaction(tx -> {
            int moved = tx.attach(WindowTable.class)
                    .move(window.id(), window.state(), window.version(), before, to.name(), order, trouble);
            if (moved == 1) {
                meaning.accept(tx);
            }
        });
    }

    void later(Row window, Instant again, String why) {
        LOG.warn("{} can't go on and tries again at {}: {}", window.id(), again, why);
        jdbi.useExtension(WindowTable.class, windows -> windows.retry(window.id(), window.version(), again, why));
    }

    /** A raise that is stuck must not happen after the end. Before its commit the order undoes itself; after it, it's too late. */
    void giveUp(Row window, String why, Instant now) {
        String order = Objects.requireNonNull(window.waitsFor());
        String id = UUID.nameUUIDFromBytes((order + "/window").getBytes(StandardCharsets.UTF_8))
                .toString();
        jdbi.useTransaction(tx -> {
            CancelTasks tasks = tx.attach(CancelTasks.class);
            if (tasks.find(new Scope(window.tenant(), false), id).isEmpty()) {
                tasks.add(id, window.tenant(), order, why, ACTOR, false, now);
                new Outbox(tx, now).cancel(order, window.tenant(), new CancelRequest(id, ACTOR, why, false));
            }
        });
    }
}
