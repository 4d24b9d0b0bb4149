package dev.turnup.api;

import dev.turnup.api.Once.Work;
import dev.turnup.intake.LimitReached;
import dev.turnup.intake.TenantLimits;

/** Work that stays within its tenant's limits, or isn't done. */
public final class LimitedWork {
    private LimitedWork() {}

    public static Work of(String tenant, Work work) {
        return new Work(
                work.answer(),
                tx -> {
                    try {
                        TenantLimits.keep(tx, tenant, () -> work.store().accept(tx));
                    } catch (LimitReached limit) {
                        throw refusal(tenant, limit);
                    }
                },
                work.secret());
    }

    private static Refusal refusal(String tenant, LimitReached limit) {
        String whose = limit.tenant().equals(tenant) ? "the tenant's limits" : "the limits of '" + limit.tenant() + "'";
        return Refusal.limit(whose + " don't allow it: " + limit.getMessage())
                .with(
                        "limit",
                        TreeJson.object()
                                .put("name", limit.limit())
                                .put("limit", limit.most())
                                .put("current", limit.current())
                                .put("asked", limit.asked()));
    }
}
