package dev.turnup.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.bench.Bench.Setting;
import dev.turnup.billrun.records.BillingPeriod;
import dev.turnup.database.Database;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The bills of one month, for many tenants whose products changed their speed several times in it. */
public final class BillsBench implements AutoCloseable {
    private static final String RUNS = "/api/v1/bill-runs";
    private static final Duration LONGEST = Duration.ofMinutes(30);
    /** Hourly prices of lines, in ten-thousandths. */
    private static final int[] PRICES = {2_200, 3_000, 4_200, 7_500, 12_500, 19_000, 32_000, 48_000};

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3_600);

    private final BillingPeriod period = BillingPeriod.at(Instant.now()).previous();
    private final Random random = new Random(1);
    private final Database turnup;
    private final WorkflowServiceStubs stubs;
    private final Subject subject;
    private final Size size;
    private final Consumer<String> progress;

    /**
     * How much there is to be billed.
     *
     * @param products of each tenant
     * @param changes of each product's speed in the month
     */
    public record Size(int tenants, int products, int changes) {}

    public BillsBench(Setting setting, Size size, Consumer<String> progress) {
        this.size = size;
        this.progress = progress;
        turnup = setting.open("turnup", 4);
        stubs = setting.connect();
        subject = new Subject(setting.api(), setting.operatorKey(), setting.client(stubs));
    }

    /** The figures; throws IllegalStateException where bills, facts and ledger disagree. */
    public Map<String, Object> run() throws InterruptedException {
        BigDecimal expected = facts();
        progress.accept("%,d tenants, %,d products, %,d segments"
                .formatted(
                        size.tenants(),
                        size.tenants() * size.products(),
                        size.tenants() * size.products() * (size.changes() + 1)));
        long begun = System.nanoTime();
        String run = subject.post(RUNS, Json.tree(Map.of("period", period.id())))
                .path("href")
                .asText();
        untilDone(run);
        double seconds = seconds(begun);
        long checkBegun = System.nanoTime();
        JsonNode check = subject.get(run + "/check");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("bills", check.path("sum").path(0).path("bills").asInt());
        result.put("lines", count("select count(*) from bill_line"));
        result.put("seconds", seconds);
        result.put("tenantsPerSecond", Figures.round(size.tenants() / seconds));
        result.put(
                "billed", check.path("sum").path(0).path("billed").path("value").decimalValue());
        result.put(
                "ledger", check.path("sum").path(0).path("ledger").path("value").decimalValue());
        BigDecimal entries = entries();
        result.put("entries", entries);
        result.put("facts", expected);
        result.put("differences", check.path("differences").asInt());
        result.put("checkSeconds", seconds(checkBegun));
        result.forEach((name, figure) -> progress.accept("%-18s %s".formatted(name, figure)));
        agree(check, expected, entries);
        return result;
    }

    private void agree(JsonNode check, BigDecimal expected, BigDecimal entries) {
        BigDecimal billed =
                check.path("sum").path(0).path("billed").path("value").decimalValue();
        if (!check.path("isRight").asBoolean()
                || check.path("differences").asInt() > 0
                || billed.compareTo(expected) != 0
                || entries.compareTo(expected) != 0
                || check.path("sum").path(0).path("bills").asInt() != size.tenants()) {
            throw new IllegalStateException("bills, facts and ledger disagree: " + check);
        }
    }

    /** What the ledger has, read without any bill. */
    private BigDecimal entries() {
        return turnup.unhurried()
                .withHandle(handle ->
                        handle.createQuery("""
                        select coalesce(sum(case when debit = 'receivable:' || tenant then amount else -amount end), 0)
                        from ledger_entry where tenant like 'bench-%'""").mapTo(BigDecimal.class).one());
    }

    private void untilDone(String run) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST);
        long told = 0;
        for (JsonNode now = subject.get(run); !now.path("state").asText().equals("done"); now = subject.get(run)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("it is not done: " + now);
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(5)) {
                told = System.nanoTime();
                progress.accept(now.path("billed").asInt() + " of "
                        + now.path("tenants").asInt());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What they are worth, each product's every speed rounded by itself. */
    private BigDecimal facts() {
        BigDecimal worth = BigDecimal.ZERO;
        for (int n = 0; n < size.tenants(); n++) {
            String tenant = "bench-%05d".formatted(n);
            worth = worth.add(turnup.jdbi().inTransaction(tx -> facts(tx, tenant)));
        }
        turnup.unhurried().useHandle(handle -> handle.execute("analyze"));
        return worth;
    }

    private BigDecimal facts(Handle tx, String tenant) {
        tx.execute("insert into tenant (id, name, created_at) values (?, ?, ?)", tenant, tenant, period.begin());
        tx.execute("""
                insert into product_order (id, tenant, state, mode, body, plan, created_at, ended_at)
                values (?, ?, 'completed', 'allOrNothing', '{}', '{}', ?, ?)""", tenant, tenant, period.begin(), period.begin());
        PreparedBatch products = tx.prepareBatch("""
                insert into product (id, tenant, order_id, item_id, offering, name, state, body, receipts, per_hour, currency,
                    created_at)
                values (:id, :tenant, :tenant, :id, 'internet-on-demand', 'Internet', 'active', '{}', '{}', 1, 'USD', :at)""");
        PreparedBatch segments = tx.prepareBatch("""
                insert into billing_segment (id, tenant, product_id, per_hour, currency, since, until, open_key)
                values (:id, :tenant, :product, :perHour, 'USD', :since, :until, :openKey)""");
        BigDecimal worth = BigDecimal.ZERO;
        for (int p = 0; p < size.products(); p++) {
            String product = tenant + "-" + p;
            products.bind("id", product)
                    .bind("tenant", tenant)
                    .bind("at", period.begin())
                    .add();
            worth = worth.add(segments(segments, tenant, product));
        }
        products.execute();
        segments.execute();
        return worth;
    }

    private BigDecimal segments(PreparedBatch batch, String tenant, String product) {
        List<Instant> changes = new ArrayList<>();
        long month = Duration.between(period.begin(), period.end()).toMillis();
        for (int n = 0; n <= size.changes(); n++) {
            changes.add(period.begin().plusMillis(random.nextLong(month)));
        }
        changes.sort(Instant::compareTo);
        BigDecimal worth = BigDecimal.ZERO;
        for (int n = 0; n < changes.size(); n++) {
            boolean open = n == changes.size() - 1;
            Instant until = open ? period.end() : changes.get(n + 1);
            BigDecimal perHour = BigDecimal.valueOf(PRICES[random.nextInt(PRICES.length)], 4);
            batch.bind("id", product + "/" + n)
                    .bind("tenant", tenant)
                    .bind("product", product)
                    .bind("perHour", perHour)
                    .bind("since", changes.get(n))
                    .bind("until", open ? null : until)
                    .bind("openKey", open ? product : null)
                    .add();
            long seconds = until.getEpochSecond() - changes.get(n).getEpochSecond();
            worth = worth.add(
                    perHour.multiply(BigDecimal.valueOf(seconds)).divide(SECONDS_PER_HOUR, 2, RoundingMode.HALF_EVEN));
        }
        return worth;
    }

    private long count(String sql) {
        return turnup.jdbi()
                .withHandle(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    private static double seconds(long begun) {
        return Figures.round((System.nanoTime() - begun) / 1e9);
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        turnup.close();
    }
}
