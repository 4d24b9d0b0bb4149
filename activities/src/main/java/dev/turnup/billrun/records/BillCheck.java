package dev.turnup.billrun.records;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Makes the bills of a period once more from the facts, and compares them to the cent with what is stored and posted. */
public final class BillCheck {
    /** What was recorded by then before a run was ordered had been committed, too: transactions end within seconds. */
    private static final Duration RECORDING = Duration.ofMinutes(1);

    private final Jdbi jdbi;

    public BillCheck(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * What is not as it should be.
     *
     * @param subject a segment, a ledger entry or a bill, by id
     * @param late whether only a fact came after the bill, which the next one shows
     * @param billed in the currency's units
     * @param recomputed likewise
     */
    public record Difference(
            String tenant, String subject, boolean late, BigDecimal billed, BigDecimal recomputed, String message) {}

    /**
     * Of one currency, in its units.
     *
     * @param billed the sum of all bills
     * @param posted the sum of what the ledger has for this period, whatever the bills say
     */
    public record Sum(String currency, int bills, BigDecimal billed, BigDecimal posted) {}

    /**
     * The whole answer.
     *
     * @param isDone whether the run has billed everybody
     */
    public record Result(boolean isDone, List<Sum> sums, List<Difference> differences) {
        /** Whether everybody is billed and everything agrees; what came late doesn't count against it. */
        public boolean isRight() {
            return isDone
                    && differences.stream().allMatch(Difference::late)
                    && sums.stream().allMatch(sum -> sum.billed().compareTo(sum.posted()) == 0);
        }
    }

    /** A bill beside its lines and the ledger, in the currency's units. */
    private record Posted(
            String id, String tenant, String currency, BigDecimal amount, BigDecimal lines, BigDecimal posted) {}

    /** What was to be billed of a run. */
    private record Ordered(boolean isDone, Instant known) {}

    private Ordered ordered(BillingPeriod period) {
        return jdbi.withHandle(handle -> handle.select(
                        "select state = 'done' as done, ordered_at from bill_run where period = ?", period.id())
                .map(row -> new Ordered(
                        row.getColumn("done", Boolean.class),
                        row.getColumn("ordered_at", Instant.class).minus(RECORDING)))
                .one());
    }

    /** Takes some milliseconds for each tenant. Throws IllegalStateException where the period has no run. */
    public Result of(BillingPeriod period) {
        Ordered run = ordered(period);
        List<Difference> differences = new ArrayList<>();
        List<String> tenants = jdbi.withHandle(handle -> handle.select("select id from tenant order by id")
                .mapTo(String.class)
                .list());
        tenants.forEach(tenant ->
                differences.addAll(jdbi.withHandle(handle -> new OfTenant(handle, tenant, period, run).differences())));
        List<Posted> posted = posted(period);
        posted.forEach(bill -> compare(bill, differences));
        return new Result(run.isDone(), sums(posted, ledger(period, run)), differences);
    }

    private List<Posted> posted(BillingPeriod period) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select b.id, b.tenant, b.currency, b.amount,
                            (select coalesce(sum(l.amount), 0) from bill_line l where l.bill_id = b.id) as lines,
                            (select coalesce(sum(case when e.debit = 'receivable:' || e.tenant then e.amount else -e.amount end), 0)
                                from ledger_entry e where e.tenant = b.tenant and e.currency = b.currency and e.bill_id = b.id)
                            + (select coalesce(sum(case when e.debit = 'receivable:' || e.tenant then e.amount else -e.amount end), 0)
                                from bill_line l join ledger_entry e on e.id = l.entry_id
                                where l.bill_id = b.id and e.tenant = b.tenant and e.currency = b.currency) as posted
                        from customer_bill b where b.period = :period order by b.tenant, b.currency""")
                .bind("period", period.id())
                .map(ConstructorMapper.of(Posted.class))
                .list());
    }

    private static void compare(Posted bill, List<Difference> differences) {
        if (bill.amount().compareTo(bill.lines()) != 0) {
            differences.add(new Difference(
                    bill.tenant(), bill.id(), false, bill.amount(), bill.lines(), "is not the sum of its lines"));
        }
        if (bill.amount().compareTo(bill.posted()) != 0) {
            differences.add(new Difference(
                    bill.tenant(), bill.id(), false, bill.amount(), bill.posted(), "is not what the ledger has"));
        }
    }

    /** By currency: what the bills of the period posted, and what was charged or credited once and is theirs to show. */
    private Map<String, BigDecimal> ledger(BillingPeriod period, Ordered run) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select e.currency, sum(case when e.debit = 'receivable:' || e.tenant then e.amount else -e.amount end) as amount
                        from ledger_entry e left join customer_bill b on b.id = e.bill_id
                            left join bill_line l on l.entry_id = e.id
                        where b.period = :period or e.bill_id is null and e.at < :end
                            and (l.period = :period or l.period is null and e.recorded_at < :known)
                        group by e.currency""")
                .bind("period", period.id())
                .bind("end", period.end())
                .bind("known", run.known())
                .setMapKeyColumn("currency")
                .setMapValueColumn("amount")
                .collectInto(new GenericType<>() {}));
    }

    private static List<Sum> sums(List<Posted> bills, Map<String, BigDecimal> ledger) {
        Map<String, List<Posted>> byCurrency =
                bills.stream().collect(Collectors.groupingBy(Posted::currency, TreeMap::new, Collectors.toList()));
        ledger.keySet().forEach(currency -> byCurrency.putIfAbsent(currency, List.of()));
        return byCurrency.entrySet().stream()
                .map(one -> new Sum(
                        one.getKey(),
                        one.getValue().size(),
                        sum(one.getValue(), Posted::amount),
                        ledger.getOrDefault(one.getKey(), new BigDecimal("0.00"))))
                .toList();
    }

    private static <T> BigDecimal sum(List<T> all, Function<T, BigDecimal> amount) {
        return all.stream().map(amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /** One tenant's lines, by what they are of. */
    private static final class OfTenant {
        private final String tenant;
        private final BillingPeriod period;
        private final Map<String, List<BillLine>> billed;
        private final List<Segment> segments;
        private final List<OneOff> oneOffs;
        private final Ordered run;
        private final Set<String> known;

        OfTenant(Handle handle, String tenant, BillingPeriod period, Ordered run) {
            this.run = run;
            this.tenant = tenant;
            this.period = period;
            Instant end = period.end();
            billed = handle
                    .createQuery(
                            "select * from bill_line where tenant = :tenant and period = :period order by bill_id, n")
                    .bind("tenant", tenant)
                    .bind("period", period.id())
                    .map(ConstructorMapper.of(BillLine.class))
                    .stream()
                    .collect(Collectors.groupingBy(OfTenant::subject, TreeMap::new, Collectors.toList()));
            BillTable table = handle.attach(BillTable.class);
            segments = table.segments(tenant, period.id(), end);
            oneOffs = table.oneOffs(tenant, period.id(), end);
            known = table.known(tenant, run.known());
        }

        private static String subject(BillLine line) {
            return Objects.requireNonNullElse(line.segmentId(), String.valueOf(line.entryId()));
        }

        List<Difference> differences() {
            List<Difference> differences = new ArrayList<>();
            TreeSet<String> unknown = new TreeSet<>(billed.keySet());
            for (Segment segment : segments) {
                unknown.remove(segment.id());
                segment(segment, billed.getOrDefault(segment.id(), List.of()), differences);
            }
            for (OneOff entry : oneOffs) {
                unknown.remove(entry.id());
                entry(entry, billed.getOrDefault(entry.id(), List.of()), differences);
            }
            unknown.forEach(id -> differences.add(difference(
                    id, false, billed.getOrDefault(id, List.of()), List.of(), "there is no such fact any more")));
            return differences;
        }

        private void segment(Segment segment, List<BillLine> lines, List<Difference> differences) {
            List<BillLine> today = segment.lines(period.begin(), period.end());
            if (lines.isEmpty()) {
                if (!today.isEmpty()) {
                    differences.add(missing(segment.id(), today));
                }
                return;
            }
            Instant known = lines.getFirst().knownUntil();
            List<BillLine> then = segment.until(known).lines(period.begin(), period.end());
            if (!isSame(lines, then)) {
                differences.add(difference(segment.id(), false, lines, then, "was billed otherwise"));
            } else if (!isSame(then, today)) {
                boolean late = known == null; // an end is recorded once, and never changed
                differences.add(difference(
                        segment.id(),
                        late,
                        lines,
                        today,
                        late ? "its end came after the bill" : "its end has changed"));
            }
        }

        private void entry(OneOff entry, List<BillLine> lines, List<Difference> differences) {
            List<BillLine> expected = List.of(entry.line());
            if (lines.isEmpty()) {
                differences.add(missing(entry.id(), expected));
            } else if (!isSame(lines, expected)) {
                differences.add(difference(entry.id(), false, lines, expected, "was billed otherwise"));
            }
        }

        private Difference missing(String subject, List<BillLine> expected) {
            boolean late = run.isDone() && !known.contains(subject);
            String message = "was left out, though it was known";
            if (late) {
                message = "was not known when it was billed";
            } else if (!run.isDone()) {
                message = "is not billed yet";
            }
            return difference(subject, late, List.of(), expected, message);
        }

        private Difference difference(
                String subject, boolean late, List<BillLine> lines, List<BillLine> recomputed, String message) {
            return new Difference(
                    tenant, subject, late, sum(lines, BillLine::amount), sum(recomputed, BillLine::amount), message);
        }

        private static boolean isSame(List<BillLine> some, List<BillLine> others) {
            return some.stream()
                    .map(OfTenant::comparable)
                    .toList()
                    .equals(others.stream().map(OfTenant::comparable).toList());
        }

        private static List<@Nullable Object> comparable(BillLine line) {
            BigDecimal perHour = line.perHour();
            return Arrays.asList(
                    line.kind(),
                    line.productId(),
                    perHour == null ? null : perHour.stripTrailingZeros(),
                    line.fromAt(),
                    line.toAt(),
                    line.seconds(),
                    line.amount().stripTrailingZeros());
        }
    }
}
