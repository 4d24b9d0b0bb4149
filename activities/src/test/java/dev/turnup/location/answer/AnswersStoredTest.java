package dev.turnup.location.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.capacity.Capacity.Pool;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.claims.Claims;
import dev.turnup.claims.Claims.Claim;
import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.intake.AnswerTable;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.PlaceData;
import dev.turnup.intake.Scope;
import dev.turnup.intake.StoredInventory;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.answer.Wish.Where;
import dev.turnup.location.offer.FreeBandwidth;
import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Offers;
import dev.turnup.location.offer.Sites;
import dev.turnup.location.offer.Tier;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationsAway;
import dev.turnup.plan.Inventory;
import dev.turnup.qualification.Qualification;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers on both databases. */
class AnswersStoredTest {
    private static final Instant AT = Instant.parse("2026-11-24T12:00:00.123Z");
    private static final Scope ACME = new Scope("acme", false);

    private static Database open(TestDatabase kind) {
        Database database = kind.open("turnup");
        PlaceData.load(database, InstantSource.system());
        new ApiKeys(database.jdbi(), InstantSource.system()).addTenant("acme", "Acme");
        return database;
    }

    private static Offers offers(Database database) {
        return new Offers(
                Catalogue::load,
                new LocationStore(database.jdbi()),
                new Sites(database.jdbi(), InstantSource.system()),
                new FreeBandwidth(database.jdbi(), InstantSource.system()),
                InstantSource.system());
    }

    private static Answer answer(Database database, Wish... wishes) {
        Qualifier qualifier = new Qualifier(new LocationStore(database.jdbi()), offers(database));
        List<Told> told = List.of(wishes).stream().map(qualifier::tell).toList();
        Answer answer = new Answer("a1", "acme", told, AT, AT.plus(Qualification.HOLDS));
        database.jdbi().useTransaction(tx -> AnswerTable.store(tx, answer));
        return answer;
    }

    private static Wish wish(String item, String offering, long speedMbps, Where where) {
        return new Wish(item, offering, speedMbps, where);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerIsReadAsItWasStoredByItsTenantAndByOperators(TestDatabase kind) {
        try (Database database = open(kind)) {
            Answer answer = answer(
                    database,
                    wish("1", Offers.INTERNET, 10_000, new Where.Id("BLD-000007")),
                    wish("2", Offers.PORT, 10_000, new Where.Id("EQIX-DC2")),
                    wish("3", Offers.INTERNET, 50, new Where.Address("1 Nowhere Lane")));

            AnswerTable table = new AnswerTable(database.jdbi());
            assertThat(table.find(ACME, "a1")).contains(answer);
            assertThat(table.find(new Scope("provider", true), "a1")).contains(answer);
            assertThat(table.find(new Scope("other", false), "a1")).isEmpty();
            assertThat(answer.told().stream().map(Told::result))
                    .containsExactly("alternate", "qualified", "unqualified");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCanBeOrderedOnIsInTheInventory(TestDatabase kind) {
        try (Database database = open(kind)) {
            answer(
                    database,
                    wish("1", Offers.INTERNET, 1_000, new Where.Id("BLD-000005")),
                    wish("2", Offers.INTERNET, 50, new Where.Id("BLD-000001")));

            Inventory.Answer told =
                    new StoredInventory(database.jdbi()).answer("acme", "a1").orElseThrow();
            assertThat(told.until()).isEqualTo(AT.plus(Qualification.HOLDS));
            assertThat(told.items()).hasSize(1);
            assertThat(told.items().getFirst().place().way(1_000).orElseThrow())
                    .isEqualTo(new Inventory.Way("fiber-build", 10_000, 16));
            assertThat(told.items().getFirst().perHour().get(1_000L)).isEqualByComparingTo("1.25");
            assertThat(new StoredInventory(database.jdbi()).answer("other", "a1"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachSpeedComesByTheWayThatIsTheSoonest(TestDatabase kind) {
        try (Database database = open(kind)) {
            Location building = new Location(
                    "B-1",
                    new ListedAddress("1 Main St", "Springfield", "IL", "62701", "US"),
                    39.78,
                    -89.65,
                    List.of(new Access("fiber-build", 5_000, 45), new Access("coax", 1_000, 5)),
                    5_000);

            Offer offer = offers(database).at(List.of(building), null).getFirst();

            assertThat(offer.tier(1_000).map(Tier::technology)).contains("coax");
            assertThat(offer.tier(2_000).map(Tier::leadTimeDays)).contains(45);
            assertThat(offer.tier(10_000)).isEmpty();
            assertThat(offer.nearest()).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersHaveIsNotOfferedAndTheReasonIsTold(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> {
                tx.execute("update location_1 set capacity = 1500 where id = 'BLD-000005'");
                Pool pool = Pool.location("BLD-000005", 1_500);
                new Claims(tx, AT).claim(pool, new Claim("o/1/hold/1", "p", 1_000, AT, null));
            });

            Answer answer = answer(
                    database,
                    wish("1", Offers.INTERNET, 500, new Where.Id("BLD-000005")),
                    wish("2", Offers.INTERNET, 1_000, new Where.Id("BLD-000005")),
                    wish("3", Offers.INTERNET, 1_000, new Where.Id("BLD-000007")));

            assertThat(new AnswerTable(database.jdbi()).find(ACME, "a1")).contains(answer);
            assertThat(answer.told().stream().map(Told::result)).containsExactly("qualified", "alternate", "qualified");
            Told taken = answer.told().get(1);
            assertThat(taken.reason())
                    .isEqualTo(new Told.Reason(
                            "capacityTaken", "at 'BLD-000005' 500 Mbit/s are free at present, and 1000 are asked for"));
            assertThat(taken.alternates().getFirst().tier().speedMbps()).isEqualTo(500);
            assertThat(taken.offer()).extracting(Offer::freeMbps).isEqualTo(500L);
            assertThat(answer.told().get(2).offer()).extracting(Offer::freeMbps).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsFreeThatIsTheReason(TestDatabase kind) {
        try (Database database = open(kind)) {
            database.jdbi().useTransaction(tx -> {
                tx.execute("update location_1 set capacity = 1000 where id = 'BLD-000005'");
                Pool pool = Pool.location("BLD-000005", 1_000);
                new Claims(tx, AT).claim(pool, new Claim("o/1/hold/1", "p", 1_000, AT, null));
            });

            Told told = answer(database, wish("1", Offers.INTERNET, 50, new Where.Id("BLD-000005")))
                    .told()
                    .getFirst();

            assertThat(told.reason()).extracting(Told.Reason::code).isEqualTo("capacityTaken");
            assertThat(told.alternates())
                    .noneMatch(one -> one.offer().location().id().equals("BLD-000005"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileTheListIsAwayThatIsSaidAndAnAnswerIsRead(TestDatabase kind) {
        try (Database database = open(kind)) {
            answer(database, wish("1", Offers.INTERNET, 50, new Where.Id("BLD-000005")));
            database.jdbi().useHandle(handle -> handle.execute("alter table location_live rename to away"));

            LocationStore locations = new LocationStore(database.jdbi());
            assertThatThrownBy(() -> locations.byId("BLD-000005")).isInstanceOf(LocationsAway.class);
            assertThat(new AnswerTable(database.jdbi()).find(ACME, "a1")).isPresent();
            assertThat(new StoredInventory(database.jdbi()).place("EQIX-DC2")).isPresent();
        }
    }

    @Test
    void whatOlderPlansWishOfAPlaceStaysReadable() {
        String old = "{\"place\":\"BLD-1\",\"speedMbps\":50}";

        assertThat(Json.read(old, Qualification.Desired.class)).isEqualTo(new Qualification.Desired("BLD-1", 50, null));
    }
}
