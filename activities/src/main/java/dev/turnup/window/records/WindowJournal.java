package dev.turnup.window.records;

import dev.turnup.intake.ProductBusy;
import dev.turnup.plan.Inventory.HeldProduct;
import dev.turnup.window.WindowLook;
import dev.turnup.window.WindowRecords;
import dev.turnup.window.WindowStart;
import dev.turnup.window.WindowState;
import dev.turnup.window.records.WindowOrders.Made;
import dev.turnup.window.records.WindowTable.Product;
import dev.turnup.window.records.WindowTable.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/** The life of one event window, one state after the other. */
public final class WindowJournal implements WindowRecords {
    /** What is in the way is mostly another order of a product, which takes seconds or weeks. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Jdbi jdbi;
    private final WindowOrders orders;
    private final WindowChanges changes;
    private final InstantSource clock;

    public WindowJournal(Jdbi jdbi, WindowOrders orders, InstantSource clock) {
        this.jdbi = jdbi;
        this.orders = orders;
        this.changes = new WindowChanges(jdbi);
        this.clock = clock;
    }

    @Override
    public WindowLook goOn(WindowStart start) {
        Instant now = now();
        while (goesOn(find(start), now)) {
            now = now();
        }
        return look(find(start), now); // of the instant at which nothing was due, else nobody would wake it for what is
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Row find(WindowStart start) {
        return jdbi.withExtension(WindowTable.class, windows -> windows.find(start.id()));
    }

    /** Does the next thing that is due; false where nothing is. */
    private boolean goesOn(Row window, Instant now) {
        return switch (WindowState.valueOf(window.state())) {
            case reserved -> !now.isBefore(window.raiseAt()) && raise(window, now);
            case raising -> followRaise(window, now);
            case raised -> window.isOver(now) && bringBack(window, now);
            case returning -> followReturn(window, now);
            default -> false;
        };
    }

    private boolean raise(Row window, Instant now) {
        if (window.isOver(now)) {
            changes.notRaised(window, Objects.requireNonNullElse(window.trouble(), "nobody was there to raise it"));
            return true;
        }
        if (!window.mayTry(now)) {
            return false;
        }
        List<Product> products = products(window);
        List<HeldProduct> held = orders.held(window, products);
        return switch (orders.raise(window, products, held, now)) {
            case Made.Ready ready -> placed(window, now, () -> changes.raising(window, ready.order(), held));
            case Made.Refused refused when refused.later() -> later(window, now, refused.why());
            case Made.Refused refused -> {
                changes.notRaised(window, refused.why());
                yield true;
            }
        };
    }

    private List<Product> products(Row window) {
        return jdbi.withExtension(WindowTable.class, windows -> windows.products(window.id()));
    }

    private boolean placed(Row window, Instant now, Runnable change) {
        try {
            change.run();
            return true;
        } catch (ProductBusy busy) {
            return later(
                    window,
                    now,
                    "'" + busy.productId() + "' has just been changed, or is held by another order: it is tried again");
        }
    }

    private boolean later(Row window, Instant now, String why) {
        changes.later(window, now.plus(PAUSE), why);
        return false;
    }

    private boolean followRaise(Row window, Instant now) {
        WindowTable.Order order = order(window);
        Instant ended = order.endedAt();
        if (ended == null) {
            if (window.isOver(now)) {
                changes.giveUp(
                        window, window.cancelledAt() == null ? "its window is over" : "its window is cancelled", now);
            }
            return false;
        }
        if (order.isCompleted()) {
            changes.raised(window, Objects.requireNonNullElse(order.committedAt(), ended));
        } else {
            changes.notRaised(window, order.becameOfIt("raise"));
        }
        return true;
    }

    private WindowTable.Order order(Row window) {
        return jdbi.withExtension(
                WindowTable.class, windows -> windows.order(Objects.requireNonNull(window.waitsFor())));
    }

    private boolean bringBack(Row window, Instant now) {
        if (!window.mayTry(now)) {
            return false;
        }
        List<Product> raised = orders.stillRaised(window, products(window));
        if (raised.isEmpty()) {
            changes.isBack(window, now);
            return true;
        }
        return switch (orders.bringBack(window, raised, now)) {
            case Made.Ready ready -> placed(window, now, () -> changes.returning(window, ready.order()));
            case Made.Refused refused -> later(window, now, refused.why());
        };
    }

    /** It is placed until one is confirmed. */
    private boolean followReturn(Row window, Instant now) {
        WindowTable.Order order = order(window);
        Instant ended = order.endedAt();
        if (ended == null) {
            return false;
        }
        if (order.isCompleted()) {
            changes.returned(window, ended);
            return true;
        }
        return window.retryAt() == null ? later(window, now, order.becameOfIt("return")) : bringBack(window, now);
    }

    private static WindowLook look(Row window, Instant now) {
        WindowState state = WindowState.valueOf(window.state());
        String trouble = window.trouble() == null ? "" : " (" + window.trouble() + ")";
        return switch (state) {
            case reserved -> new WindowLook(state, next(window, window.raiseAt()), "the raise" + trouble);
            case raising ->
                new WindowLook(
                        state,
                        window.isOver(now) ? null : window.endAt(),
                        "the end of the raise, order " + window.waitsFor());
            case raised -> new WindowLook(state, next(window, window.endAt()), "the return" + trouble);
            case returning ->
                new WindowLook(state, window.retryAt(), "the end of the return, order " + window.waitsFor() + trouble);
            default -> new WindowLook(state, null, "nothing" + trouble);
        };
    }

    private static Instant next(Row window, Instant due) {
        return Objects.requireNonNullElse(window.retryAt(), due);
    }
}
