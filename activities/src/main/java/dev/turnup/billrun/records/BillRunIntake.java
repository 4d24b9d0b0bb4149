package dev.turnup.billrun.records;

import dev.turnup.billrun.records.BillRunReads.BillRunRow;
import dev.turnup.plan.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Stores bill runs, one after the other. A run's row says that Temporal has yet to be told. */
public final class BillRunIntake {
    /** After the end of a month: what was confirmed in its last minutes has been recorded by then. */
    private static final Duration SETTLING = Duration.ofHours(1);

    private static final String PERIOD = "period";

    private BillRunIntake() {}

    /**
     * Why a run of that period can't be ordered; empty where it can, or is there already.
     *
     * @param skip whether months may be left out, whose facts the bills of this period will have
     * @param now the period has to be over
     */
    public static Optional<Problem> problem(Handle tx, BillingPeriod period, boolean skip, Instant now) {
        BillRunReads reads = tx.attach(BillRunReads.class);
        if (period.end().isAfter(now)) {
            return Optional.of(new Problem(PERIOD, "is not over yet: it can be billed from " + period.end() + " on"));
        }
        if (reads.find(period.id()).isPresent()) {
            return Optional.empty();
        }
        return reads.latest()
                .flatMap(latest -> problem(period, latest).or(() -> skip ? Optional.empty() : gap(period, latest)));
    }

    private static Optional<Problem> problem(BillingPeriod period, BillRunRow latest) {
        if (period.id().compareTo(latest.period()) <= 0) {
            return Optional.of(
                    new Problem(PERIOD, "was left out: the bills of " + latest.period() + " have what it lacked"));
        }
        return latest.state().isFinal()
                ? Optional.empty()
                : Optional.of(
                        Problem.conflict(PERIOD, "has to wait: the run of " + latest.period() + " is not done yet"));
    }

    private static Optional<Problem> gap(BillingPeriod period, BillRunRow latest) {
        BillingPeriod next = BillingPeriod.of(latest.period()).next();
        return next.month().isBefore(period.month())
                ? Optional.of(Problem.conflict(
                        PERIOD,
                        "would leave out " + next.id()
                                + (next.equals(period.previous())
                                        ? ""
                                        : " to " + period.previous().id())
                                + " for good: order that first, or say \"skip\": true"))
                : Optional.empty();
    }

    /** False where it is there already, or another one was ordered just now: of those with one previous run the first is stored. */
    public static boolean store(Handle tx, BillingPeriod period, String actor, Instant now) {
        Optional<BillRunRow> latest = tx.attach(BillRunReads.class).latest();
        return latest.flatMap(run -> problem(period, run)).isEmpty()
                && tx.attach(BillRunTable.class)
                                .add(period.id(), latest.map(BillRunRow::period).orElse(""), actor, now)
                        == 1;
    }

    /** Orders the run of the month that is over and has none, if there is one. How many it ordered. */
    public static int storeNext(Jdbi jdbi, InstantSource clock) {
        Instant now = clock.instant();
        return jdbi.inTransaction(tx -> {
            BillingPeriod last = BillingPeriod.at(now.minus(SETTLING)).previous();
            BillingPeriod next = tx.attach(BillRunReads.class)
                    .latest()
                    .map(run -> BillingPeriod.of(run.period()).next())
                    .filter(period -> period.month().isBefore(last.month()))
                    .orElse(last);
            boolean due = tx.attach(BillRunReads.class).find(next.id()).isEmpty()
                    && problem(tx, next, false, now).isEmpty();
            return due && store(tx, next, "schedule", now) ? 1 : 0;
        });
    }
}
