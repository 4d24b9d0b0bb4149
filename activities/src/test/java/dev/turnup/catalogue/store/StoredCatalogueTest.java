package dev.turnup.catalogue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.catalogue.Offering;
import dev.turnup.catalogue.Terms;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.OneItem;
import dev.turnup.intake.OrderIntake;
import dev.turnup.intake.ProductBusy;
import dev.turnup.plan.OrderRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoredCatalogueTest {
    private static Offering port(StoredCatalogue catalogue) {
        return catalogue.now().offering("port").orElseThrow();
    }

    private static Terms named(Offering offering, String name) {
        Terms old = offering.terms();
        return new Terms(
                name,
                old.description(),
                old.lifecycleStatus(),
                old.validFrom(),
                old.validUntil(),
                old.prices(),
                old.oneOff(),
                old.cancelCharge());
    }

    @ParameterizedTest
    @EnumSource
    void whatOneProcessChangesTheOthersSeeWithinASecondAndAfterARestart(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));
            StoredCatalogue here = new StoredCatalogue(database.jdbi(), now::get);
            StoredCatalogue there = new StoredCatalogue(database.jdbi(), now::get);
            assertThat(port(there).name()).isEqualTo("Port");

            assertThat(here.add("port", 2, named(port(here), "Harbour"), "olga", Instant.now()))
                    .isTrue();

            assertThat(port(here).name()).isEqualTo("Harbour");
            assertThat(port(here).edition().version()).isEqualTo(2);
            now.set(now.get().plusSeconds(1));
            assertThat(port(there)).isEqualTo(port(here));
            assertThat(port(new StoredCatalogue(database.jdbi(), now::get))).isEqualTo(port(here));
        }
    }

    @ParameterizedTest
    @EnumSource
    void ofManyWhoMakeTheSameVersionOneDoes(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            StoredCatalogue catalogue = new StoredCatalogue(database.jdbi(), InstantSource.system());
            long made = IntStream.range(0, 8)
                    .parallel()
                    .filter(n -> catalogue.add("port", 2, named(port(catalogue), "n" + n), "olga", Instant.now()))
                    .count();

            assertThat(made).isEqualTo(1);
            assertThat(catalogue.versions("port")).hasSize(2);
        }
    }

    private static Offering campus(StoredCatalogue catalogue, String id) {
        Offering kind = catalogue.now().offering("internet-on-demand").orElseThrow();
        return kind.on(id, named(kind, "Campus"), 1, Instant.parse("2026-11-28T08:00:00Z"));
    }

    private static boolean create(Database database, Offering offering) {
        return database.jdbi().inTransaction(tx -> StoredCatalogue.create(tx, offering, "olga"));
    }

    private static void order(Handle tx, Offering offering) {
        tx.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', current_timestamp)");
        OrderRequest.Item requested = new OrderRequest.Item(
                "1",
                "add",
                offering.id(),
                offering.specification(),
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null);
        OrderIntake.store(tx, OneItem.order("o", "acme", requested, "o-1", Instant.now()));
    }

    @ParameterizedTest
    @EnumSource
    void whatOneProcessSellsAndDeletesTheOthersSeeWithinASecondAndAfterARestart(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-28T08:00:00Z"));
            StoredCatalogue here = new StoredCatalogue(database.jdbi(), now::get);
            StoredCatalogue there = new StoredCatalogue(database.jdbi(), now::get);
            Offering campus = campus(there, "campus");
            assertThat(create(database, campus)).isTrue();
            here.reread();

            assertThat(here.now().offering("campus")).contains(campus);
            assertThat(here.now().offerings())
                    .as("beside the one that ships for its kind")
                    .extracting(Offering::id)
                    .startsWith("internet-on-demand", "campus", "port");
            now.set(now.get().plusSeconds(1));
            assertThat(there.now().offering("campus")).contains(campus);
            assertThat(new StoredCatalogue(database.jdbi(), now::get).now()).isEqualTo(there.now());

            assertThat(here.delete("campus")).isTrue();
            assertThat(create(database, campus(there, "bank")))
                    .as("as many as before")
                    .isTrue();
            now.set(now.get().plusSeconds(1));
            assertThat(there.now().offering("campus")).isEmpty();
            assertThat(there.now().offering("bank")).isPresent();
            assertThat(there.versions("campus")).isEmpty();
            assertThat(create(database, campus)).as("an id stays what it was").isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyOrdersAtTheMomentIsNotDeleted(TestDatabase kind) throws Exception {
        try (Database database = kind.open("turnup");
                ExecutorService executor = Executors.newSingleThreadExecutor()) {
            StoredCatalogue catalogue = new StoredCatalogue(database.jdbi(), InstantSource.system());
            Offering campus = campus(catalogue, "campus");
            create(database, campus);

            Future<Boolean> deleted = database.jdbi().inTransaction(tx -> {
                order(tx, campus);
                Future<Boolean> late = executor.submit(() -> catalogue.delete("campus"));
                assertThatThrownBy(() -> late.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
                return late;
            });

            assertThat(deleted.get()).isFalse();
            assertThat(catalogue.now().offering("campus")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDeletedCanNoLongerBeOrdered(TestDatabase kind) {
        try (Database database = kind.open("turnup")) {
            StoredCatalogue catalogue = new StoredCatalogue(database.jdbi(), InstantSource.system());
            Offering campus = campus(catalogue, "campus");
            create(database, campus);
            catalogue.delete("campus");

            assertThatThrownBy(() -> database.jdbi().useTransaction(tx -> order(tx, campus)))
                    .isInstanceOf(ProductBusy.class)
                    .hasMessageContaining("'campus' has been deleted");
        }
    }
}
