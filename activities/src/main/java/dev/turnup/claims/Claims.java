package dev.turnup.claims;

import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * Who takes how much of what is shared, and when. Of one product the largest claim at an instant counts, so that a change is
 * claimed beside what it changes; what all products claim never exceeds the pool. Claims on one pool are made one after the
 * other: the pool's row is locked.
 */
public final class Claims {
    private final Handle tx;

    public Claims(Handle tx) {
        this.tx = tx;
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
    }

    /** Throws StepFailure NO_CAPACITY where there is less than that at some instant of the claim. */
    public void claim(Pool pool, Claim claim) {
        lock(pool);
        List<Claim> others = others(pool, claim.owner());
        long most = peak(others, claim);
        if (most > pool.totalMbps()) {
            long free = Math.max(0, pool.totalMbps() - (most - claim.mbps()));
            throw new StepFailure(
                    FailureCode.NO_CAPACITY,
                    "of the " + pool.totalMbps() + " Mbit/s of " + pool.id() + " " + free + " are free, and "
                            + claim.mbps() + " are asked for");
        }
        insert(pool, claim);
    }

    public void drop(String owner) {
        tx.createUpdate("delete from capacity_claim where owner = :owner")
                .bind("owner", owner)
                .execute();
    }

    /** Drops what owners whose names begin so have claimed for these products. */
    public void dropAll(String prefix, List<String> products) {
        tx.createUpdate("""
                delete from capacity_claim
                where product_id in (<products>) and substring(owner, 1, char_length(:prefix)) = :prefix""")
                .bindList("products", products)
                .bind("prefix", prefix)
                .execute();
    }

    /** The same, but they end no longer at their time. */
    public void keepAll(String prefix, List<String> products) {
        tx.createUpdate("""
                update capacity_claim set until_at = null
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
        owners.forEach(this::drop);
        held.forEach(one -> claim(
                new Pool(one.pool(), one.total()),
                new Claim(one.owner(), one.productId(), one.mbps(), one.fromAt(), until)));
    }

    /** What it takes to make a claim again. */
    private record Held(String owner, String pool, String productId, long mbps, Instant fromAt, long total) {}

    public boolean isThere(String owner) {
        return tx.createQuery("select count(*) from capacity_claim where owner = :owner")
                        .bind("owner", owner)
                        .mapTo(int.class)
                        .one()
                > 0;
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

    /** The total is as the latest claim knows it: a bundle of ports can have grown. */
    private void lock(Pool pool) {
        if (update(pool) == 0) {
            tx.createUpdate("insert into capacity_pool (id, total) values (:id, :total) on conflict do nothing")
                    .bind("id", pool.id())
                    .bind("total", pool.totalMbps())
                    .execute();
            update(pool); // somebody else may have been quicker
        }
    }

    private int update(Pool pool) {
        return tx.createUpdate("update capacity_pool set total = :total where id = :id")
                .bind("id", pool.id())
                .bind("total", pool.totalMbps())
                .execute();
    }

    private List<Claim> others(Pool pool, String owner) {
        return tx.createQuery("""
                select owner, product_id, mbps, from_at, until_at from capacity_claim
                where pool = :pool and owner <> :owner""")
                .bind("pool", pool.id())
                .bind("owner", owner)
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
