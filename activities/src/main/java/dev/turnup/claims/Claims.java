package dev.turnup.claims;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.database.RowSecurity;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Who takes how much of what is shared, and when. Of one product the largest claim at an instant counts, so that a change is
 * claimed beside what it changes; what all products claim never exceeds the pool. A claim whose time is over but that is still
 * there belongs to a window that has yet to return: it goes on. Claims on one pool that has a limit are made one after the
 * other: the pool's row is locked.
 */
public final class Claims {
    private static final String COLUMNS =
            "owner, product_id, mbps, from_at, case when until_at > :now then until_at end as until_at";

    private final Handle tx;
    private final Instant now;

    public Claims(Handle tx, Instant now) {
        this.tx = tx;
        this.now = now;
    }

    /**
     * @param owner the step key, or the window
     * @param mbps megabits per second
     * @param untilAt null for as long as the product has this speed
     */
    public record Claim(
            String owner,
            String productId,
            long mbps,
            Instant fromAt,
            @Nullable Instant untilAt) {

        boolean holdsAt(Instant instant) {
            return !fromAt.isAfter(instant) && (untilAt == null || untilAt.isAfter(instant));
        }

        /** Whether the other one takes nothing more than this one: what is lowered is granted, however full the pool is. */
        boolean covers(Claim other) {
            return productId.equals(other.productId)
                    && mbps >= other.mbps
                    && !fromAt.isAfter(other.fromAt)
                    && (untilAt == null || (other.untilAt != null && !untilAt.isBefore(other.untilAt)));
        }
    }

    /** Throws StepFailure NO_CAPACITY where there is less than that at some instant of the claim. */
    public void claim(Pool pool, Claim claim) {
        if (pool.totalMbps() == Pool.NO_LIMIT) {
            lift(pool);
            insert(pool, claim);
            return;
        }
        long total = lock(pool);
        List<Claim> others = others(pool, claim.owner());
        long most = peak(others, claim);
        if (most > total && others.stream().noneMatch(other -> other.covers(claim))) {
            long free = Math.max(0, total - (most - claim.mbps()));
            String less = lender(pool, claim)
                    .map(key -> "less than that is free on the port of " + key)
                    .orElse("of the " + total + " Mbit/s of " + pool.id() + " " + free + " are free");
            throw new StepFailure(FailureCode.NO_CAPACITY, less + ", and " + claim.mbps() + " are asked for");
        }
        insert(pool, claim);
    }

    /** The service key by which the product is on this port: what the port is, and what else is on it, is its owner's affair. */
    private Optional<String> lender(Pool pool, Claim claim) {
        return RowSecurity.everyones(
                tx,
                all -> all.createQuery("""
                        select r.service_key from product_relation r join product port on port.id = r.relies_on
                        where r.product_id = :product and r.service_key is not null
                            and port.receipts like '%"portId":"' || :port || '"%'""")
                        .bind("product", claim.productId())
                        .bind("port", pool.id().substring(pool.id().indexOf(':') + 1))
                        .mapTo(String.class)
                        .findOne());
    }

    public static void drop(Handle tx, String owner) {
        tx.createUpdate("delete from capacity_claim where owner = :owner")
                .bind("owner", owner)
                .execute();
    }

    /** Drops what owners whose names begin so have claimed for these products. */
    public static void dropAll(Handle tx, String prefix, List<String> products) {
        tx.createUpdate("""
                delete from capacity_claim
                where product_id in (<products>) and substring(owner, 1, char_length(:prefix)) = :prefix""")
                .bindList("products", products)
                .bind("prefix", prefix)
                .execute();
    }

    /** Makes the claims of these owners last longer; throws StepFailure NO_CAPACITY where that isn't free. */
    public void prolong(List<String> owners, Instant until) {
        List<Held> held = tx.createQuery("""
                select c.owner, c.pool, c.product_id, c.mbps, c.from_at, p.total from capacity_claim c
                join capacity_pool p on p.id = c.pool where c.owner in (<owners>) order by c.pool, c.owner""")
                .bindList("owners", owners)
                .map(ConstructorMapper.of(Held.class))
                .list();
        owners.forEach(owner -> drop(tx, owner));
        held.forEach(one -> claim(
                new Pool(one.pool(), one.total()),
                new Claim(one.owner(), one.productId(), one.mbps(), one.fromAt(), until)));
    }

    /** What it takes to make a claim again. */
    private record Held(String owner, String pool, String productId, long mbps, Instant fromAt, long total) {}

    public static boolean isThere(Handle tx, String owner) {
        return tx.createQuery("select count(*) from capacity_claim where owner = :owner")
                        .bind("owner", owner)
                        .mapTo(int.class)
                        .one()
                > 0;
    }

    /** The most that is taken of these pools at any instant from now on, in megabits per second; of most of them nothing is. */
    public static Map<String, Long> taken(Handle handle, Collection<String> pools, Instant now) {
        Claim more = new Claim("", "", 0, now, null);
        Map<String, Long> taken = new HashMap<>();
        handle.createQuery("select pool, " + COLUMNS + " from capacity_claim where pool in (<pools>)")
                .bindList("pools", pools)
                .bind("now", now)
                .map((row, context) -> Map.entry(
                        row.getString("pool"), ConstructorMapper.of(Claim.class).map(row, context)))
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())))
                .forEach((pool, claims) -> taken.put(pool, peak(claims, more)));
        return taken;
    }

    /** The most that is taken at any instant of the claim: that changes only where one begins. */
    private static long peak(List<Claim> others, Claim claim) {
        long peak = load(others, claim, claim.fromAt());
        for (Claim other : others) {
            if (other.fromAt().isAfter(claim.fromAt()) && claim.holdsAt(other.fromAt())) {
                peak = Math.max(peak, load(others, claim, other.fromAt()));
            }
        }
        return peak;
    }

    private static long load(List<Claim> others, Claim claim, Instant at) {
        Map<String, Long> byProduct = new HashMap<>();
        byProduct.put(claim.productId(), claim.mbps());
        others.stream()
                .filter(other -> other.holdsAt(at))
                .forEach(other -> byProduct.merge(other.productId(), other.mbps(), Math::max));
        return byProduct.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Nobody waits for another one where there is no limit. */
    private void lift(Pool pool) {
        add(pool);
        tx.createUpdate("update capacity_pool set total = :total where id = :id and total <> :total")
                .bind("id", pool.id())
                .bind("total", pool.totalMbps())
                .execute();
    }

    private void add(Pool pool) {
        tx.createUpdate("insert into capacity_pool (id, total) values (:id, :total) on conflict do nothing")
                .bind("id", pool.id())
                .bind("total", pool.totalMbps())
                .execute();
    }

    /** All there is by now: a bundle of ports may have grown, and grows only, as long as somebody uses it; a limit also falls. */
    private long lock(Pool pool) {
        return update(pool).orElseGet(() -> {
            add(pool);
            return update(pool).orElseThrow(); // somebody else may have been quicker
        });
    }

    private Optional<Long> update(Pool pool) {
        return tx.createUpdate("""
                        update capacity_pool set total = case
                            when not :isLimit and exists (select 1 from capacity_claim where pool = capacity_pool.id)
                                then greatest(total, :total)
                            else :total end
                        where id = :id""")
                .bind("id", pool.id())
                .bind("total", pool.totalMbps())
                .bind("isLimit", pool.isLimit())
                .executeAndReturnGeneratedKeys("total")
                .mapTo(Long.class)
                .findOne();
    }

    private List<Claim> others(Pool pool, String owner) {
        return tx.createQuery("""
                select %s from capacity_claim where pool = :pool and owner <> :owner""".formatted(COLUMNS))
                .bind("pool", pool.id())
                .bind("owner", owner)
                .bind("now", now)
                .map(ConstructorMapper.of(Claim.class))
                .list();
    }

    private void insert(Pool pool, Claim claim) {
        tx.createUpdate("""
                insert into capacity_claim (owner, pool, product_id, mbps, from_at, until_at)
                values (:owner, :pool, :product, :mbps, :from, :until)""")
                .bind("owner", claim.owner())
                .bind("pool", pool.id())
                .bind("product", claim.productId())
                .bind("mbps", claim.mbps())
                .bind("from", claim.fromAt())
                .bind("until", claim.untilAt())
                .execute();
    }
}
