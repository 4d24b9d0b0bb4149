package dev.turnup.tenants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Tenants.TenantRow;

/** A tenant as it is answered. */
final class TenantAnswer {
    private TenantAnswer() {}

    static ObjectNode of(TenantRow row) {
        ObjectNode tenant = TreeJson.object()
                .put("@type", "Tenant")
                .put("id", row.id())
                .put("href", TenantAccounts.PATH + "/" + row.id())
                .put("name", row.name());
        if (row.parent() != null) {
            tenant.put("parent", row.parent());
        }
        tenant.put("createdAt", row.createdAt().toString())
                .put("state", row.suspendedAt() == null ? "active" : "suspended");
        if (row.suspendedAt() != null) {
            tenant.put("suspendedAt", row.suspendedAt().toString());
        }
        if (row.suspensionReason() != null) {
            tenant.put("reason", row.suspensionReason());
        }
        tenant.putObject("limits")
                .put("openOrders", row.openOrders())
                .put("ports", row.ports())
                .put("speedMbps", row.speedMbps());
        return tenant;
    }
}
