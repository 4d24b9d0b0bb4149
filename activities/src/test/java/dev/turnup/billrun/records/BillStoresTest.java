package dev.turnup.billrun.records;

import static dev.turnup.billrun.records.Facts.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.billrun.BillRunLook;
import dev.turnup.billrun.BillRunStart;
import dev.turnup.billrun.BillRunState;
import dev.turnup.billrun.records.BillCheck.Difference;
import dev.turnup.database.TestDatabase;
import dev.turnup.ledger.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is billed of facts, on either database. */
class BillStoresTest {
    private static final List<String> MONTHS = List.of("2026-08", "2026-09", "2026-10", "2026-11", "2026-12");

    private static Instant at(String instant) {
        return Instant.parse(instant);
    }

    private static BigDecimal rated(BigDecimal perHour, Instant since, Instant until) {
        BigDecimal seconds = BigDecimal.valueOf(until.getEpochSecond() - since.getEpochSecond());
        return perHour.multiply(seconds).divide(BigDecimal.valueOf(3_600), 2, RoundingMode.HALF_EVEN);
    }

    @ParameterizedTest
    @EnumSource
    void aMonthIsBilledByTheSecondAndRoundedOnceForEachLine(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.product(ACME, "p");
            facts.segment(ACME, "p", "s1", "1.2500", at("2026-11-30T22:00:00.9Z"), at("2026-11-30T23:00:01.1Z"));
            facts.segment(ACME, "p", "s2", "0.0100", at("2026-11-30T23:00:01.1Z"), null);
            facts.run("2026-11");
            facts.run("2026-12");

            assertThat(facts.lines("2026-11")).containsExactly("usage 3601 1.25", "usage 3599 0.01");
            assertThat(facts.lines("2026-12")).containsExactly("usage 2678400 7.44");
            assertThat(facts.strings("select period || ' ' || amount from customer_bill order by period"))
                    .containsExactly("2026-11 1.26", "2026-12 7.44");
            assertThat(facts.strings(
                            "select debit || ' ' || credit || ' ' || amount from ledger_entry order by amount"))
                    .containsExactly("receivable:acme revenue:usage 1.26", "receivable:acme revenue:usage 7.44");
            assertThat(facts.check("2026-11").isRight()).isTrue();
            assertThat(facts.check("2026-11").differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void linesOfASegmentAddUpToWhatItIsWorthWhateverItsFacts(TestDatabase kind) {
        Random random = new Random(20261128);
        try (Facts facts = Facts.in(kind)) {
            List<BigDecimal> worth = new ArrayList<>();
            List<Runnable> late = new ArrayList<>();
            for (int n = 0; n < 60; n++) {
                String product = "p%02d".formatted(n);
                facts.product(ACME, product);
                Instant since = at("2026-08-01T00:00:00Z")
                        .plusMillis(random.nextLong(Duration.ofDays(60).toMillis()));
                for (int m = 0; m < 5; m++) {
                    Instant from = since;
                    Instant until =
                            from.plusMillis(random.nextLong(Duration.ofDays(20).toMillis()));
                    BigDecimal perHour = BigDecimal.valueOf(random.nextInt(120_000), 4);
                    worth.add(rated(perHour, from, until));
                    String id = product + "/" + m;
                    if (m == 4 && random.nextBoolean()) { // closed in the past, when it has been billed for months
                        facts.segment(ACME, product, id, perHour.toPlainString(), from, null);
                        late.add(() -> facts.close(id, until));
                    } else {
                        facts.segment(ACME, product, id, perHour.toPlainString(), from, until);
                    }
                    since = until;
                }
            }
            MONTHS.subList(0, 4).forEach(facts::run);
            MONTHS.subList(0, 4)
                    .forEach(month ->
                            assertThat(facts.check(month).differences()).isEmpty());
            late.forEach(Runnable::run);
            facts.run(MONTHS.getLast());

            assertThat(late).isNotEmpty();
            MONTHS.forEach(
                    month -> assertThat(facts.check(month).isRight()).as(month).isTrue());
            assertThat(facts.check(MONTHS.getLast()).differences()).isEmpty();
            assertThat(facts.strings("select sum(amount) from bill_line group by segment_id order by segment_id"))
                    .isEqualTo(worth.stream().map(BigDecimal::toPlainString).toList());
            BigDecimal total = worth.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(facts.amount("select sum(amount) from customer_bill")).isEqualByComparingTo(total);
            assertThat(facts.amount("""
                            select sum(case when debit = 'receivable:acme' then amount else -amount end)
                            from ledger_entry""")).isEqualByComparingTo(total);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCameLateIsPutRightOnTheNextBillAndReversedInTheLedger(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.product(ACME, "gone");
            facts.product(ACME, "found");
            facts.segment(ACME, "gone", "s1", "1.0000", at("2026-10-31T00:00:00Z"), null);
            facts.run("2026-10");
            facts.run("2026-11");
            facts.close("s1", at("2026-11-29T00:00:00Z"));
            facts.segment(ACME, "found", "s2", "2.0000", at("2026-11-30T00:00:00Z"), at("2026-12-01T12:00:00Z"));

            List<Difference> late = facts.check("2026-11").differences();
            assertThat(late).hasSize(2).allMatch(Difference::late);
            assertThat(late.stream().map(one -> one.subject() + " " + one.billed() + " " + one.recomputed()))
                    .containsExactlyInAnyOrder("s1 720.00 672.00", "s2 0.00 48.00");
            assertThat(facts.check("2026-11").isRight()).isTrue();
            facts.run("2026-12");

            assertThat(facts.strings("""
                            select kind || ' ' || from_at || ' ' || seconds || ' ' || amount from (select kind, seconds, amount,
                                extract(day from from_at at time zone 'UTC') as from_at, n from bill_line
                                where period = '2026-12') l order by n"""))
                    .containsExactly(
                            "adjustment 30 86400 48.00", "usage 1 43200 24.00", "adjustment 29 -172800 -48.00");
            assertThat(facts.strings("""
                            select reason || ' ' || debit || ' ' || amount from ledger_entry
                            where at >= ? order by reason""", Facts.NOW))
                    .contains("reversal revenue:usage 48.00", "adjustment receivable:acme 48.00");
            assertThat(facts.check("2026-12").differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsChargedOrCreditedOnceIsOnOneBill(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.inTransaction(tx -> {
                Instant then = at("2026-11-05T00:00:00Z");
                Ledger.charge(tx, "o1/cancel", ACME, new BigDecimal("250.00"), "USD", then, "cancel");
                Ledger.credit(tx, "credit/1", ACME, new BigDecimal("300.00"), "USD", then.plusSeconds(1), "an outage");
                Ledger.charge(
                        tx, "o2/cancel", ACME, new BigDecimal("7.00"), "USD", at("2026-12-01T00:00:00Z"), "cancel");
                Ledger.charge(tx, "o3/cancel", ACME, new BigDecimal("9.00"), "EUR", then, "cancel");
            });
            facts.run("2026-11");
            facts.inTransaction(tx -> Ledger.charge(
                    tx, "o4/cancel", ACME, new BigDecimal("1.00"), "USD", at("2026-11-30T23:59:59Z"), "late"));
            assertThat(facts.check("2026-11").differences()).hasSize(1).allMatch(Difference::late);
            facts.run("2026-12");

            assertThat(facts.strings("select period || ' ' || currency || ' ' || amount from customer_bill order by 1"))
                    .containsExactly("2026-11 EUR 9.00", "2026-11 USD -50.00", "2026-12 USD 8.00");
            assertThat(facts.strings(
                            "select kind || ' ' || description || ' ' || amount from bill_line order by entry_id"))
                    .containsExactly(
                            "credit an outage -300.00",
                            "oneOff cancel 250.00",
                            "oneOff cancel 7.00",
                            "oneOff cancel 9.00",
                            "oneOff late 1.00");
            assertThat(facts.check("2026-12").isRight()).isTrue();
            assertThat(facts.amount("select count(*) from ledger_entry")).isEqualByComparingTo("5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyChangedBehindTheBillIsFound(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.product(ACME, "p");
            facts.segment(ACME, "p", "s1", "1.0000", at("2026-11-01T00:00:00Z"), at("2026-11-02T00:00:00Z"));
            facts.segment(ACME, "p", "s2", "1.0000", at("2026-11-02T00:00:00Z"), at("2026-11-03T00:00:00Z"));
            facts.segment(ACME, "p", "s3", "1.0000", at("2026-11-03T00:00:00Z"), null);
            facts.run("2026-11");
            facts.jdbi().useHandle(handle -> {
                handle.execute("update bill_line set amount = amount + 0.01 where segment_id = 's1'");
                handle.execute("update billing_segment set until = ? where id = 's2'", at("2026-11-02T12:00:00Z"));
                handle.execute("update billing_segment set per_hour = 1.0001 where id = 's3'");
                handle.execute("update ledger_entry set amount = amount - 1");
            });

            BillCheck.Result result = facts.check("2026-11");
            assertThat(result.isRight()).isFalse();
            assertThat(result.differences()).noneMatch(Difference::late);
            assertThat(result.differences().stream().map(one -> one.message()))
                    .containsExactly(
                            "was billed otherwise",
                            "its end has changed",
                            "was billed otherwise",
                            "is not the sum of its lines",
                            "is not what the ledger has");
            assertThat(result.sums()
                            .getFirst()
                            .billed()
                            .subtract(result.sums().getFirst().posted()))
                    .isEqualByComparingTo("1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasKnownAndIsOnNoBillIsNotLate(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.product(ACME, "p");
            facts.inTransaction(tx -> BillRunIntake.store(tx, BillingPeriod.of("2026-11"), "test", Facts.NOW));
            assertThat(facts.check("2026-11").isRight()).isFalse(); // nobody is billed yet
            facts.jdbi().useHandle(handle -> handle.execute("update bill_run set state = 'done'"));
            assertThat(facts.check("2026-11").isRight()).isTrue();
            facts.segment(ACME, "p", "s1", "1.0000", at("2026-11-30T00:00:00Z"), null);
            facts.inTransaction(tx -> Ledger.charge(
                    tx, "o1/cancel", ACME, new BigDecimal("5.00"), "USD", at("2026-11-30T00:00:00Z"), "cancel"));
            assertThat(facts.check("2026-11").isRight()).isTrue(); // they came late
            facts.jdbi().useHandle(handle -> {
                handle.execute("update billing_segment set recorded_at = recorded_at - interval '1' hour");
                handle.execute("update ledger_entry set recorded_at = recorded_at - interval '1' hour");
            });

            BillCheck.Result result = facts.check("2026-11");
            assertThat(result.isRight()).isFalse();
            assertThat(result.differences().stream().map(one -> one.subject() + " " + one.late() + " " + one.message()))
                    .containsExactly(
                            "s1 false was left out, though it was known",
                            "o1/cancel false was left out, though it was known");
            assertThat(result.sums().getFirst().billed()).isEqualByComparingTo("0");
            assertThat(result.sums().getFirst().posted()).isEqualByComparingTo("5");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twinsBillEachTenantOnce(TestDatabase kind) throws Exception {
        try (Facts facts = Facts.in(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 150; n++) {
                String tenant = "t%03d".formatted(n);
                facts.tenant(tenant);
                facts.product(tenant, tenant);
                facts.segment(tenant, tenant, tenant, "1.0000", at("2026-11-30T00:00:00Z"), null);
            }
            facts.inTransaction(tx -> BillRunIntake.store(tx, BillingPeriod.of("2026-11"), "test", Facts.NOW));
            BillRunJournal journal =
                    new BillRunJournal(facts.jdbi(), facts.database().unhurried(), facts.clock());
            BillRunStart run = new BillRunStart("2026-11");
            Callable<BillRunLook> twin = () -> journal.goOn(run);
            for (var look : threads.invokeAll(List.of(twin, twin))) {
                assertThat(look.get().billed()).isIn(100, 151);
            }
            while (!journal.goOn(run).state().isFinal()) {}

            assertThat(journal.goOn(run)).isEqualTo(new BillRunLook(BillRunState.done, 151, 151));
            assertThat(facts.amount("select count(*) from customer_bill")).isEqualByComparingTo("150");
            assertThat(facts.amount("select sum(amount) from ledger_entry")).isEqualByComparingTo("3600");
            assertThat(facts.check("2026-11").differences()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoseBillCannotBeMadeHoldsUpNobodyElse(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            for (int n = 0; n < 120; n++) {
                String tenant = "t%03d".formatted(n);
                facts.tenant(tenant);
                facts.product(tenant, tenant);
                facts.segment(tenant, tenant, tenant, "1.0000", at("2026-11-30T00:00:00Z"), null);
            }
            facts.jdbi()
                    .useHandle(
                            handle -> { // what a column can't hold
                                handle.execute(
                                        "update billing_segment set per_hour = 999999999999999 where id in ('t007', 't119')");
                                handle.execute(
                                        "update billing_segment set since = '2026-01-01 00:00:00Z' where id in ('t007', 't119')");
                            });
            facts.inTransaction(tx -> BillRunIntake.store(tx, BillingPeriod.of("2026-11"), "test", Facts.NOW));
            BillRunJournal journal =
                    new BillRunJournal(facts.jdbi(), facts.database().unhurried(), facts.clock());
            BillRunStart run = new BillRunStart("2026-11");
            journal.goOn(run);
            journal.goOn(run);

            assertThat(facts.amount("select count(*) from customer_bill")).isEqualByComparingTo("118");
            assertThatThrownBy(() -> journal.goOn(run))
                    .hasMessageContaining("t007")
                    .hasMessageContaining("t119");
            assertThat(facts.strings("select tenant from bill_run_left order by tenant"))
                    .containsExactly("t007", "t119");
            assertThat(facts.strings("select state from bill_run")).containsExactly("inProgress");
            facts.jdbi().useHandle(handle -> handle.execute("update billing_segment set per_hour = 1"));

            assertThat(journal.goOn(run)).isEqualTo(new BillRunLook(BillRunState.done, 121, 121));
            assertThat(facts.amount("select count(*) from customer_bill")).isEqualByComparingTo("120");
            assertThat(facts.strings("select tenant from bill_run_left")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoRunsThatWereJudgedAtOnceOneIsStored(TestDatabase kind) {
        BillingPeriod october = BillingPeriod.of("2026-10");
        BillingPeriod november = BillingPeriod.of("2026-11");
        try (Facts facts = Facts.in(kind);
                Handle one = facts.jdbi().open();
                Handle other = facts.jdbi().open()) {
            facts.product(ACME, "p");
            facts.segment(ACME, "p", "s1", "1.0000", at("2026-10-31T00:00:00Z"), null);
            assertThat(BillRunIntake.problem(one, october, false, Facts.NOW)).isEmpty();
            assertThat(BillRunIntake.problem(other, november, false, Facts.NOW)).isEmpty();

            assertThat(BillRunIntake.store(one, october, "test", Facts.NOW)).isTrue();
            assertThat(BillRunIntake.store(other, november, "test", Facts.NOW)).isFalse();
            assertThat(BillRunIntake.store(other, BillingPeriod.of("2026-09"), "test", Facts.NOW))
                    .isFalse();
            assertThat(facts.strings("select period from bill_run")).containsExactly("2026-10");
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsOrderedAtOnceBillNothingTwice(TestDatabase kind) throws Exception {
        try (Facts facts = Facts.in(kind);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            facts.run("2026-07");
            List<Callable<Boolean>> orders = MONTHS.stream()
                    .map(month -> (Callable<Boolean>) () -> facts.jdbi()
                            .inTransaction(tx -> BillRunIntake.store(tx, BillingPeriod.of(month), "test", Facts.NOW)))
                    .toList();
            int stored = 0;
            for (var one : threads.invokeAll(orders)) {
                stored += one.get() ? 1 : 0;
            }

            assertThat(stored).isEqualTo(1);
            assertThat(facts.amount("select count(*) from bill_run")).isEqualByComparingTo("2");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTwinThatComesWhenTheRunIsDoneBillsNothing(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.run("2026-10");
            facts.product(ACME, "p");
            facts.segment(ACME, "p", "s1", "1.0000", at("2026-10-31T00:00:00Z"), null);
            facts.run("2026-11");
            TenantBills late = new TenantBills(facts.jdbi(), facts.clock());

            assertThatThrownBy(() -> late.bill(ACME, BillingPeriod.of("2026-10")))
                    .hasMessageContaining("is done");
            assertThat(facts.strings("select period || ' ' || amount from customer_bill"))
                    .containsExactly("2026-11 744.00");
            assertThat(facts.amount("select sum(amount) from ledger_entry")).isEqualByComparingTo("744");
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsFollowEachOther(TestDatabase kind) {
        try (Facts facts = Facts.in(kind)) {
            facts.inTransaction(tx -> {
                assertThat(BillRunIntake.problem(tx, BillingPeriod.of("2027-01"), false, Facts.NOW))
                        .isPresent();
                assertThat(BillRunIntake.problem(tx, BillingPeriod.of("2026-12"), false, Facts.NOW))
                        .isEmpty();
                assertThat(BillRunIntake.store(tx, BillingPeriod.of("2026-11"), "test", Facts.NOW))
                        .isTrue();
                assertThat(BillRunIntake.store(tx, BillingPeriod.of("2026-11"), "test", Facts.NOW))
                        .isFalse();
                assertThat(BillRunIntake.problem(tx, BillingPeriod.of("2026-11"), false, Facts.NOW))
                        .isEmpty();
                assertThat(BillRunIntake.problem(tx, BillingPeriod.of("2026-10"), false, Facts.NOW))
                        .isPresent();
                assertThat(BillRunIntake.problem(tx, BillingPeriod.of("2026-12"), false, Facts.NOW))
                        .isPresent();
            });
            assertThat(BillRunIntake.storeNext(facts.jdbi(), facts.clock())).isZero(); // the last one isn't done
            facts.run("2026-11");
            assertThat(BillRunIntake.storeNext(facts.jdbi(), () -> Facts.NOW.minusSeconds(7_000)))
                    .isZero();
            assertThat(BillRunIntake.storeNext(facts.jdbi(), facts.clock())).isEqualTo(1);
            assertThat(BillRunIntake.storeNext(facts.jdbi(), facts.clock())).isZero();
            assertThat(facts.strings("select period || ' ' || previous from bill_run order by period"))
                    .containsExactly("2026-11 ", "2026-12 2026-11");
        }
    }
}
