package dev.turnup.billrun.records;

import dev.turnup.intake.Scope;
import dev.turnup.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** What operators gave to customers: entries of the ledger, which the next bill shows. */
public interface Credits {
    /** Characters of a reason, as the ledger keeps it. */
    int LONGEST_REASON = 200;

    /**
     * @param amount in the currency's units, more than zero
     * @param billId the bill that shows it; null until there is one
     */
    record Credit(
            String id,
            String tenant,
            BigDecimal amount,
            String currency,
            String reason,
            Instant at,
            @Nullable String billId) {}

    /** A second one of the same id does nothing. */
    static void store(Handle tx, Credit credit) {
        Ledger.credit(
                tx,
                "credit/" + credit.id(),
                credit.tenant(),
                credit.amount(),
                credit.currency(),
                credit.at(),
                credit.reason());
    }

    @SqlQuery("""
            select :id as id, e.tenant, e.amount, e.currency, e.reason, e.at, l.bill_id
            from ledger_entry e left join bill_line l on l.entry_id = e.id
            where e.id = 'credit/' || :id and (:scope.all or e.tenant = :scope.tenant)""")
    @RegisterConstructorMapper(Credit.class)
    Optional<Credit> find(@BindMethods("scope") Scope scope, String id);

    @SqlQuery("select exists (select 1 from tenant where id = :tenant)")
    boolean isTenant(String tenant);
}
