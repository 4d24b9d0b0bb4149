package dev.turnup.api;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** How many calls a tenant may make, and how many failed ones an address; each process counts by itself. */
@OnIntake
@Component
class RateLimits {
    /** More tenants or addresses than that, and those that were quiet for longest begin anew. */
    private static final int MOST = 100_000;

    /**
     * Calls for each second, in the long run, and at once after a quiet time.
     *
     * @param callsPerSecond of a tenant; 0 for no limit
     * @param failuresPerSecond of an address without a valid key; 0 for no limit
     * @param changesInWork as {@link TenantTurns}; 0 for half as many as there are processors
     * @param longestWait for a turn
     */
    @ConfigurationProperties("turnup.rate")
    record Settings(
            @DefaultValue("500") int callsPerSecond,
            @DefaultValue("5000") int callsAtOnce,
            @DefaultValue("20") int failuresPerSecond,
            @DefaultValue("1000") int failuresAtOnce,
            @DefaultValue("0") int changesInWork,
            @DefaultValue("10s") Duration longestWait) {}

    private final Buckets calls;
    private final Buckets failures;

    RateLimits(Settings settings) {
        this.calls = new Buckets(settings.callsPerSecond(), settings.callsAtOnce());
        this.failures = new Buckets(settings.failuresPerSecond(), settings.failuresAtOnce());
    }

    /** How long the tenant has to wait; empty where it may call now. */
    Optional<Duration> call(String tenant) {
        return calls.take(tenant);
    }

    /** How long an address has to wait after another call without a valid key; empty where it may go on. */
    Optional<Duration> failure(String address) {
        return failures.take(address);
    }

    private static final class Buckets {
        private final int perSecond;
        private final int atOnce;
        private final Cache<String, Bucket> buckets;

        Buckets(int perSecond, int atOnce) {
            this.perSecond = perSecond;
            this.atOnce = Math.max(1, atOnce);
            // after that time a bucket is full anyway
            Duration full = Duration.ofSeconds(1 + this.atOnce / Math.max(1, perSecond));
            this.buckets = CacheBuilder.newBuilder()
                    .maximumSize(MOST)
                    .expireAfterAccess(full)
                    .build();
        }

        Optional<Duration> take(String name) {
            if (perSecond <= 0) {
                return Optional.empty();
            }
            ConsumptionProbe probe = bucket(name).tryConsumeAndReturnRemaining(1);
            return probe.isConsumed()
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }

        private Bucket bucket(String name) {
            try {
                return buckets.get(name, this::full);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }
    }
}
