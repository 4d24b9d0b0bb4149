package dev.turnup.api;

import dev.turnup.billrun.records.BillReads;
import dev.turnup.billrun.records.BillRunReads;
import dev.turnup.billrun.records.Credits;
import dev.turnup.billrun.records.Previews;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.database.Database;
import dev.turnup.database.RowSecurity;
import dev.turnup.hub.records.HubReads;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.AuditRecords;
import dev.turnup.intake.CancelTasks;
import dev.turnup.intake.DeletionLocks;
import dev.turnup.intake.FalloutReads;
import dev.turnup.intake.OnceOnly;
import dev.turnup.intake.OrderReads;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.ProductReads;
import dev.turnup.intake.ServiceKeys;
import dev.turnup.intake.StepReads;
import dev.turnup.intake.StoredInventory;
import dev.turnup.intake.Tenants;
import dev.turnup.intake.WindowReads;
import dev.turnup.location.answer.Qualifier;
import dev.turnup.location.offer.FreeBandwidth;
import dev.turnup.location.offer.Offers;
import dev.turnup.location.offer.Sites;
import dev.turnup.location.store.LocationStore;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.plan.Inventory;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The role intake. It needs from outside: an open {@link Database}, the catalogue, the profiles of the adapters in service,
 * a {@link dev.turnup.relay.Relay}, {@link dev.turnup.hub.records.WebhookAddresses} and an {@link InstantSource}.
 */
@OnIntake
@Configuration
@EnableConfigurationProperties({TokenSettings.class, RateLimits.Settings.class})
@ComponentScan({
    "dev.turnup.api",
    "dev.turnup.ordering",
    "dev.turnup.inventory",
    "dev.turnup.catalog",
    "dev.turnup.operations",
    "dev.turnup.windows",
    "dev.turnup.servicekeys",
    "dev.turnup.locations",
    "dev.turnup.locationchecks",
    "dev.turnup.locationimports",
    "dev.turnup.bills",
    "dev.turnup.hubs",
    "dev.turnup.tenants"
})
public class IntakeConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeConfiguration.class);

    @Bean
    Jdbi intakeJdbi(Database database) {
        Jdbi jdbi = database.jdbi();
        if (RowSecurity.isPassedBy(jdbi)) {
            LOG.warn("Row-level security doesn't hold for the database's user: it is a superuser, or has bypassrls");
        }
        return jdbi;
    }

    @Bean
    ApiKeys apiKeys(Jdbi jdbi, InstantSource clock) {
        return new ApiKeys(jdbi, clock);
    }

    @Bean
    Tenants tenants(Jdbi jdbi) {
        return jdbi.onDemand(Tenants.class);
    }

    @Bean
    AuditRecords auditRecords(Jdbi jdbi) {
        return jdbi.onDemand(AuditRecords.class);
    }

    @Bean
    OnceOnly onceOnly(Jdbi jdbi, InstantSource clock) {
        return new OnceOnly(jdbi, clock);
    }

    @Bean
    Inventory inventory(Database database, InstantSource clock) {
        PlaceData.load(database, clock); // on the first start
        return new StoredInventory(database.jdbi());
    }

    @Bean
    LocationStore locationStore(Jdbi jdbi) {
        return new LocationStore(jdbi);
    }

    @Bean
    Offers offers(Jdbi jdbi, Catalogues catalogues, LocationStore locations, InstantSource clock) {
        return new Offers(catalogues, locations, new Sites(jdbi, clock), new FreeBandwidth(jdbi, clock), clock);
    }

    @Bean
    Qualifier qualifier(LocationStore locations, Offers offers) {
        return new Qualifier(locations, offers);
    }

    @Bean
    AnswerTable answerTable(Jdbi jdbi) {
        return new AnswerTable(jdbi);
    }

    @Bean
    OrderReads orderReads(Jdbi jdbi) {
        return jdbi.onDemand(OrderReads.class);
    }

    @Bean
    StepReads stepReads(Jdbi jdbi) {
        return jdbi.onDemand(StepReads.class);
    }

    @Bean
    CancelTasks cancelTasks(Jdbi jdbi) {
        return jdbi.onDemand(CancelTasks.class);
    }

    @Bean
    ProductReads productReads(Jdbi jdbi) {
        return jdbi.onDemand(ProductReads.class);
    }

    @Bean
    DeletionLocks deletionLocks(Jdbi jdbi) {
        return jdbi.onDemand(DeletionLocks.class);
    }

    @Bean
    ServiceKeys serviceKeys(Jdbi jdbi) {
        return jdbi.onDemand(ServiceKeys.class);
    }

    @Bean
    WindowReads windowReads(Jdbi jdbi) {
        return jdbi.onDemand(WindowReads.class);
    }

    @Bean
    CheckReads checkReads(Jdbi jdbi) {
        return jdbi.onDemand(CheckReads.class);
    }

    @Bean
    HubReads hubReads(Jdbi jdbi) {
        return jdbi.onDemand(HubReads.class);
    }

    @Bean
    BillReads billReads(Jdbi jdbi) {
        return jdbi.onDemand(BillReads.class);
    }

    @Bean
    BillRunReads billRunReads(Jdbi jdbi) {
        return jdbi.onDemand(BillRunReads.class);
    }

    @Bean
    Previews previews(Jdbi jdbi) {
        return jdbi.onDemand(Previews.class);
    }

    @Bean
    Credits credits(Jdbi jdbi) {
        return jdbi.onDemand(Credits.class);
    }

    @Bean
    FalloutReads falloutReads(Jdbi jdbi) {
        return jdbi.onDemand(FalloutReads.class);
    }
}
