package dev.turnup.worker;

import dev.turnup.billing.ledger.BillingLedger;
import dev.turnup.billrun.BillRunRecords;
import dev.turnup.billrun.records.BillRunIntake;
import dev.turnup.billrun.records.BillRunJournal;
import dev.turnup.billrun.records.BillRunTeller;
import dev.turnup.billrun.records.OldPreviews;
import dev.turnup.capacity.inventory.CapacityInventory;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.catalogue.store.StoredCatalogue;
import dev.turnup.database.Database;
import dev.turnup.hub.HubRecords;
import dev.turnup.hub.records.EventBodies;
import dev.turnup.hub.records.HubReads;
import dev.turnup.hub.records.HubSender;
import dev.turnup.hub.records.HubTeller;
import dev.turnup.hub.records.OldDeliveries;
import dev.turnup.hub.records.WebhookAddresses;
import dev.turnup.hub.records.WebhookSender;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.AuditRecords;
import dev.turnup.intake.StoredInventory;
import dev.turnup.journal.OrderJournal;
import dev.turnup.journal.OwnAdapter;
import dev.turnup.journal.OwnResource;
import dev.turnup.locationcheck.LocationCheckRecords;
import dev.turnup.locationcheck.records.CheckJournal;
import dev.turnup.locationcheck.records.CheckTeller;
import dev.turnup.locationcheck.records.OldChecks;
import dev.turnup.locationcheck.records.SiteAnswers;
import dev.turnup.order.OrderRecords;
import dev.turnup.order.TaskQueues;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.port.inventory.IpInventory;
import dev.turnup.port.inventory.PortInventory;
import dev.turnup.port.inventory.VlanInventory;
import dev.turnup.port.inventory.VniInventory;
import dev.turnup.product.inventory.ProductInventory;
import dev.turnup.qualification.local.LocalQualification;
import dev.turnup.relay.Delivery;
import dev.turnup.relay.LostOrders;
import dev.turnup.relay.Poller;
import dev.turnup.relay.QueueWatch;
import dev.turnup.relay.TemporalRelay;
import dev.turnup.relay.Undelivered;
import dev.turnup.step.Adapter;
import dev.turnup.window.WindowRecords;
import dev.turnup.window.records.WindowJournal;
import dev.turnup.window.records.WindowOrders;
import dev.turnup.window.records.WindowTeller;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** What every process is made of, whatever its roles. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TurnupProperties.class)
@Import({TemporalConnection.class, SimulatedProviders.class})
public class WorkerConfiguration {

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    @Primary
    Database database(TurnupProperties properties) {
        TurnupProperties.Data data = properties.database();
        return Database.open(data.url(), data.user(), data.password(), "turnup", data.connections());
    }

    @Bean
    StoredCatalogue catalogue(Database database, InstantSource clock) {
        return new StoredCatalogue(database.jdbi(), clock);
    }

    @Bean
    OrderRecords orderRecords(Database database, InstantSource clock) {
        return new OrderJournal(database.jdbi(), clock);
    }

    /** Raises and returns are judged and planned where windows run, as orders are at intake. */
    @Bean
    WindowRecords windowRecords(
            Database database, Catalogues catalogues, TurnupProperties properties, InstantSource clock) {
        StoredInventory inventory = new StoredInventory(database.jdbi());
        WindowOrders orders = new WindowOrders(catalogues, inventory, properties.adapters());
        return new WindowJournal(database.jdbi(), orders, clock);
    }

    /** What customers ask in bulk is looked up in the list as it is then. */
    @Bean
    LocationCheckRecords locationCheckRecords(Database database, InstantSource clock) {
        SiteAnswers answers = new SiteAnswers(database.jdbi(), clock);
        return new CheckJournal(database.jdbi(), answers, clock);
    }

    @Bean
    WebhookAddresses webhookAddresses(TurnupProperties properties) {
        return new WebhookAddresses(properties.hub().allowPrivateNetworks());
    }

    @Bean
    WebhookSender webhookSender(WebhookAddresses addresses) {
        return new WebhookSender(addresses, Workers.WEBHOOKS_AT_ONCE);
    }

    @Bean
    HubRecords hubRecords(Database database, WebhookSender webhooks, EventBodies bodies, InstantSource clock) {
        return new HubSender(database.jdbi(), webhooks, bodies, clock);
    }

    @Bean
    MeterBinder hubMetrics(Database database, TurnupProperties properties) {
        HubReads hub = database.jdbi().onDemand(HubReads.class);
        return registry -> {
            if (properties.hasRole(TaskQueues.HUB)) {
                Gauge.builder("turnup_hub_pending", hub, HubReads::allPending)
                        .description("Events that are yet to be sent to subscribers")
                        .register(registry);
                Gauge.builder("turnup_hub_dead_letters", hub, HubReads::allDead)
                        .description("Events that nobody tries to send any more")
                        .register(registry);
            }
        };
    }

    @Bean
    BillRunRecords billRunRecords(Database database, InstantSource clock) {
        return new BillRunJournal(database.jdbi(), database.unhurried(), clock);
    }

    @Bean
    WindowTeller windowTeller(Database database, WorkflowClient client, InstantSource clock) {
        return new WindowTeller(database.jdbi(), client, clock);
    }

    /** The part of the health page that says which windows' returns are late. */
    @Bean
    HealthIndicator windowsHealthIndicator(WindowTeller windows) {
        return () -> Probes.none("late", windows::late);
    }

    /** Our own, the simulated ones where they are in service, and whatever else is a bean of type Adapter. */
    @Bean
    Adapters adapters(
            TurnupProperties properties,
            Database database,
            InstantSource clock,
            Optional<SimulatedProviders.All> simulated,
            List<Adapter<?, ?>> plugged) {
        Stream<Adapter<?, ?>> own = Stream.<OwnResource<?, ?>>of(
                        new LocalQualification(new StoredPlaces(database.jdbi()), clock),
                        new PortInventory(),
                        new VlanInventory(clock),
                        new IpInventory(),
                        new VniInventory(),
                        new CapacityInventory(clock),
                        new ProductInventory(clock),
                        new BillingLedger())
                .map(resource -> new OwnAdapter<>(resource, database.jdbi(), clock));
        Adapters adapters = new Adapters(
                Stream.of(own, simulated.stream().flatMap(all -> all.adapters().stream()), plugged.stream())
                        .flatMap(some -> some)
                        .toList(),
                properties.adapters());
        adapters.checkRoles(properties.roles());
        adapters.check(database.jdbi());
        return adapters;
    }

    @Bean
    List<AdapterProfile> adaptersInService(TurnupProperties properties) {
        return properties.adapters();
    }

    @Bean
    Workers workers(
            WorkflowClient client,
            TurnupProperties properties,
            OrderRecords records,
            WindowRecords windows,
            LocationCheckRecords checks,
            BillRunRecords bills,
            HubRecords hub,
            Adapters adapters,
            InstantSource clock,
            OperatorServiceStubsOptions operator) {
        Runnable setUp =
                () -> SearchAttributes.register(operator, properties.temporal().namespace());
        return new Workers(
                client, properties, List.of(records, windows), checks, bills, hub, adapters.all(), clock, setUp);
    }

    @Bean(destroyMethod = "close")
    TemporalRelay relay(Database database, WorkflowClient client, TurnupProperties properties, InstantSource clock) {
        Delivery delivery = new Delivery(client, database.jdbi(), clock);
        return new TemporalRelay(new Undelivered(database.jdbi()), delivery, properties.startsPerSecond(), clock)
                .start();
    }

    @Bean
    QueueWatch queueWatch(Database database, WorkflowClient client, TemporalRelay relay, InstantSource clock) {
        return new QueueWatch(database.jdbi(), client, relay, clock);
    }

    /** The part of the health page that says which queues have work and no worker. */
    @Bean
    HealthIndicator queuesHealthIndicator(QueueWatch watch) {
        return () -> watch.missing().isEmpty()
                ? Health.up().build()
                : Health.down().withDetail("withoutWorkers", watch.missing()).build();
    }

    @Bean
    HealthIndicator databaseHealthIndicator(Database database) {
        return () -> Probes.of(() -> database.jdbi().useHandle(handle -> handle.execute("select 1")));
    }

    @Bean
    HealthIndicator temporalHealthIndicator(WorkflowServiceStubs stubs) {
        return () -> Probes.of(() -> stubs.blockingStub()
                .withDeadlineAfter(2, TimeUnit.SECONDS)
                .getSystemInfo(GetSystemInfoRequest.getDefaultInstance()));
    }

    @Bean(destroyMethod = "close")
    Chores chores(
            TurnupProperties properties,
            Database database,
            WorkflowClient client,
            Adapters adapters,
            TemporalRelay relay,
            QueueWatch queues,
            WindowTeller windows,
            InstantSource clock) {
        Chores chores = new Chores();
        List<? extends Adapter<?, ?>> here = adapters.all().stream()
                .filter(adapter -> properties.hasRole(adapter.taskQueue()))
                .toList();
        if (!here.isEmpty()) {
            Poller poller = new Poller(database.jdbi(), here, relay, clock);
            chores.every(Duration.ofMillis(250), "look at third parties", poller::poll);
        }
        if (properties.hasRole(TaskQueues.ORCHESTRATION)) {
            LostOrders lost = new LostOrders(database.jdbi(), client, clock);
            chores.every(Duration.ofSeconds(30), "find lost orders", lost::sweep);
            chores.every(Duration.ofSeconds(20), "look for queues without workers", queues::watch);
            chores.every(Duration.ofSeconds(1), "tell windows", windows::tell);
            chores.every(Duration.ofSeconds(30), "find windows that are late or lost", windows::sweep);
            CheckTeller checks = new CheckTeller(database.jdbi(), client, clock);
            OldChecks old = new OldChecks(database.jdbi(), clock);
            chores.every(Duration.ofSeconds(1), "tell location checks", checks::tell);
            chores.every(Duration.ofSeconds(30), "find location checks that are lost", checks::sweep);
            chores.every(Duration.ofMinutes(10), "delete old location checks", old::sweep);
            BillRunTeller runs = new BillRunTeller(database.jdbi(), client, clock);
            chores.every(Duration.ofSeconds(1), "tell bill runs", runs::tell);
            chores.every(Duration.ofSeconds(30), "find bill runs that are lost", runs::sweep);
            if (properties.automaticBillRuns()) {
                chores.every(
                        Duration.ofMinutes(10),
                        "order the bills of the month that is over",
                        () -> BillRunIntake.storeNext(database.jdbi(), clock));
            }
            OldPreviews previews = new OldPreviews(database.jdbi(), clock);
            chores.every(Duration.ofMinutes(10), "delete old bills on demand", previews::sweep);
            AnswerTable answers = new AnswerTable(database.jdbi());
            chores.every(Duration.ofMinutes(10), "delete old answers", () -> answers.sweep(clock.instant()));
            chores.every(
                    Duration.ofMinutes(1),
                    "delete old audit records",
                    () -> AuditRecords.sweep(database.jdbi(), clock.instant().minus(properties.auditKept())));
        }
        if (properties.hasRole(TaskQueues.HUB)) {
            HubTeller hub = new HubTeller(database.jdbi(), client, clock);
            OldDeliveries old = new OldDeliveries(database.jdbi(), clock);
            chores.every(Duration.ofSeconds(1), "tell subscriptions", hub::tell);
            chores.every(Duration.ofMinutes(10), "delete old dead letters", old::sweep);
        }
        return chores;
    }
}
