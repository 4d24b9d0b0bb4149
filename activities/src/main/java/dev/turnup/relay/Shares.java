package dev.turnup.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Who has how much of a relay. A burst waits in the outbox, where tenants take turns: what is started competes with others' orders
 * for Temporal and the workers, which work on all of them at once.
 */
final class Shares {
    /** Deliveries under way. */
    static final int OF_A_TENANT = 2;

    /** So long after the last message of another tenant nobody is alone. */
    static final Duration COMPANY = Duration.ofSeconds(10);

    private final Duration rest;
    private final Map<String, Integer> taken = new HashMap<>();
    private String lastTenant = "";
    private Instant lastChange = Instant.MIN;

    /** @param burstStartsPerSecond of one tenant while it isn't alone; 0 for no limit */
    Shares(int burstStartsPerSecond) {
        rest = burstStartsPerSecond == 0
                ? Duration.ZERO
                : Duration.ofSeconds(OF_A_TENANT).dividedBy(burstStartsPerSecond);
    }

    /** How many more of this tenant's messages may be taken. */
    synchronized int left(String tenant) {
        return OF_A_TENANT - taken.getOrDefault(tenant, 0);
    }

    synchronized void take(String tenant, Instant now) {
        taken.merge(tenant, 1, Integer::sum);
        if (!lastTenant.isEmpty() && !lastTenant.equals(tenant)) {
            lastChange = now;
        }
        lastTenant = tenant;
    }

    synchronized void giveBack(String tenant) {
        taken.computeIfPresent(tenant, (who, many) -> many == 1 ? null : many - 1);
    }

    /** How long a start keeps its tenant's share. */
    synchronized Duration rest(Instant now) {
        return lastChange.plus(COMPANY).isAfter(now) ? rest : Duration.ZERO;
    }
}
