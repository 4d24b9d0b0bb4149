package dev.turnup.intake;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.claims.Claims;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.plan.Problem;
import dev.turnup.step.StepFailure;
import dev.turnup.window.WindowCheck;
import dev.turnup.window.WindowRequest.Raise;
import dev.turnup.window.WindowState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Books, extends and cancels event windows, in the caller's transaction: with all of their capacity, or not at all. */
public final class WindowIntake {
    private final Handle tx;
    private final WindowTables tables;

    public WindowIntake(Handle tx) {
        this.tx = tx;
        this.tables = tx.attach(WindowTables.class);
    }

    /** Throws WindowRefused with everything that is taken. */
    public void book(WindowRow window, List<Raise> raises) {
        List<String> products = raises.stream().map(Raise::productId).toList();
        List<Problem> problems =
                overlaps(window.id(), products, window.raiseAt(), window.endAt(), product -> path(raises, product));
        tables.busy(products)
                .forEach(busy -> problems.add(new Problem(
                        path(raises, busy.id()), WindowCheck.isBeingChanged(busy.id(), busy.changingOrder()), true)));
        List<Wanted> wanted = raises.stream()
                .flatMap(raise -> raise.pools().stream().map(pool -> new Wanted(raise, pool)))
                .sorted(Comparator.comparing(one -> one.pool().id())) // always locked in the same order
                .toList();
        wanted.forEach(one -> claim(window, one, problems));
        refuse(problems);
        tables.add(window);
        for (int n = 0; n < raises.size(); n++) {
            Raise raise = raises.get(n);
            tables.addProduct(
                    window.id(),
                    n + 1,
                    raise.productId(),
                    raise.usualMbps(),
                    raise.speedMbps(),
                    raise.usualPerHour(),
                    raise.perHour());
        }
    }

    private record Wanted(Raise raise, Pool pool) {}

    private static String path(List<Raise> raises, String product) {
        return raises.stream()
                .filter(raise -> raise.productId().equals(product))
                .map(raise -> raise.path() + ".id")
                .findFirst()
                .orElse("product");
    }

    /** The products' rows are locked, so that of two bookings the later one sees the other. */
    private List<Problem> overlaps(
            String window, List<String> products, Instant from, Instant until, Function<String, String> path) {
        tables.lockProducts(products);
        List<Problem> problems = new ArrayList<>();
        tables.overlaps(window, products, from, until)
                .forEach(other -> problems.add(new Problem(
                        path.apply(other.productId()),
                        "'" + other.productId() + "' is in " + other.id() + " from " + other.startAt() + " to "
                                + other.endAt() + ": windows of one product can't overlap, and each begins "
                                + WindowCheck.LEAD.toMinutes() + " minutes before its start",
                        true)));
        return problems;
    }

    private void claim(WindowRow window, Wanted wanted, List<Problem> problems) {
        Raise raise = wanted.raise();
        try {
            new Claims(tx, window.createdAt())
                    .claim(
                            wanted.pool(),
                            new Claims.Claim(
                                    owner(window.id(), raise.productId()),
                                    raise.productId(),
                                    raise.speedMbps(),
                                    window.raiseAt(),
                                    window.endAt()));
        } catch (StepFailure full) {
            problems.add(new Problem(raise.path() + ".speedMbps", String.valueOf(full.getMessage()), true));
        }
    }

    private static String owner(String window, String product) {
        return window + "/" + product;
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new WindowRefused(problems);
        }
    }

    /** False when it has ended, or is ending; throws WindowRefused where the capacity of the longer time is taken. */
    public boolean extend(WindowRow window, String localEnd, Instant end, Instant now) {
        if (tables.extend(window.id(), localEnd, end, now) == 0) {
            return false;
        }
        List<String> products = tables.products(window.id());
        List<Problem> problems = overlaps(window.id(), products, window.endAt(), end, product -> "end");
        try {
            new Claims(tx, now)
                    .prolong(
                            products.stream()
                                    .map(product -> owner(window.id(), product))
                                    .toList(),
                            end);
        } catch (StepFailure full) {
            problems.add(new Problem("end", String.valueOf(full.getMessage()), true));
        }
        refuse(problems);
        return true;
    }

    /** False when it is no longer in the state in which the caller saw it. */
    public boolean cancel(WindowRow window, String actor, @Nullable String reason, Instant now) {
        if (tables.cancel(window.id(), window.state(), now, actor, reason) == 0) {
            return false;
        }
        if (window.state().equals(WindowState.reserved.name())) {
            Claims.dropAll(tx, window.id() + "/", tables.products(window.id()));
        }
        return true;
    }
}
