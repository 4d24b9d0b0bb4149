package dev.turnup.windows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Windows that can't be booked, and what is said then. */
class RefusedWindowsTest extends WindowsServer {

    @Test
    void everyProblemIsNamedAtOnceWithItsPath() {
        ObjectNode window = window("yesterday", TOMORROW, Map.of());
        window.put("timeZone", "Mars/Olympus").put("name", 7);
        window.withArray("product").addObject().put("id", "x").put("speedMbps", "fast");
        window.withArray("product").addObject().put("speedMbps", 5_000);

        assertThat(book(window).paths())
                .containsExactlyInAnyOrder("name", "timeZone", "product[0].speedMbps", "product[1].id");
        assertThat(post(acme, WINDOWS, "{}").paths()).contains("timeZone", "start", "end", "product");
    }

    @ParameterizedTest
    @CsvSource({
        "P0DT0H, P0DT4H, start, at least 5 minutes ahead",
        "-P1D, P1D, start, at least 5 minutes ahead",
        "P367D, P0DT4H, start, within 366 days",
        "P1D, P0D, end, must be after the start",
        "P1D, -PT1H, end, must be after the start",
        "P1D, P31D, end, within 30 days",
    })
    void aWindowIsAheadOfNowAndNotTooLong(String ahead, String lasts, String path, String message) {
        LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
        LocalDateTime start = plus(now, ahead);
        refused(window(start, plus(start, lasts), Map.of(internet(), 5_000)), 400, path, message);
    }

    private static LocalDateTime plus(LocalDateTime time, String duration) {
        return time.plus(Duration.parse(duration));
    }

    @Test
    void aTimeThatTheClocksLeaveOutIsRefusedWithTheOnesAroundIt() {
        ZoneRules chicago = ZoneId.of("America/Chicago").getRules();
        ZoneOffsetTransition change = chicago.nextTransition(Instant.now());
        LocalDateTime gap = (change.isGap() ? change : chicago.nextTransition(change.getInstant())).getDateTimeBefore();
        ObjectNode window = window(gap.plusMinutes(30), gap.plusHours(4), Map.of(internet(), 5_000))
                .put("timeZone", "America/Chicago");

        refused(window, 400, "start", "clocks go from " + gap + " to " + gap.plusHours(1));
    }

    @Test
    void aSpeedMustBeSoldThereAndBeMoreThanTheProductHas() {
        String product = internet();
        refused(window(product, 777), 400, "product[0].speedMbps", "must be above the 1000 Mbit/s");
        refused(window(product, 1_000), 400, "product[0].speedMbps", "must be above the 1000 Mbit/s");
        refused(window(product, 3_000), 400, "product[0].speedMbps", "must be one of 50, 100");
        jdbi.useHandle(
                handle -> handle.execute("update location_1 set access = 'fiber:2000:0' where id = 'BLD-003286'"));
        try {
            refused(window(product, 5_000), 400, "product[0].speedMbps", "has at most 2000");
        } finally {
            jdbi.useHandle(
                    handle -> handle.execute("update location_1 set access = 'fiber:10000:0' where id = 'BLD-003286'"));
        }
    }

    @Test
    void aProductMustBeTheCustomersOwnAndInService() {
        String product = internet();
        refused(window("no-such", 5_000), 400, "product[0].id", "you hold no product 'no-such'");
        assertThat(post(other, WINDOWS, window(product, 5_000).toString()).messages())
                .contains("you hold no product");
        jdbi.useHandle(handle -> handle.execute("update product set state = 'suspended' where id = ?", product));
        refused(window(product, 5_000), 409, "product[0].id", "is suspended");
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", product));
        refused(window(product, 5_000), 409, "product[0].id", "is terminated");
    }

    /** An order for a product, a month after the windows of these tests. */
    private Reply later(String action, String product) {
        return post(acme, ORDERS, """
                {"requestedStartDate": "%s:00Z", "productOrderItem": [{"id": "1", "action": "%s", "product": {"id": "%s",
                    "productCharacteristic": [{"name": "speedMbps", "value": 2000}]}}]}""".formatted(TOMORROW.plusDays(30), action, product));
    }

    @Test
    void aProductThatAnotherOrderHoldsIsNotBooked() {
        String product = internet();
        Reply order = later("modify", product);
        assertThat(order.status()).as(order.text()).isEqualTo(201);

        refused(window(product, 5_000), 409, "product[0].id", "is being changed by");
    }

    @Test
    void whatIsBookedIsNeitherDeletedNorHeldByALaterOrder() {
        String product = internet();
        assertThat(book(window(product, 5_000)).status()).isEqualTo(201);

        assertThat(later("modify", product).messages()).contains("is booked for window-");
        assertThat(later("delete", product).messages()).contains("is booked for window-");
    }

    @Test
    void aProductIsNamedOnceAndThereAreOneToAHundred() {
        String product = internet();
        ObjectNode twice = window(product, 5_000);
        twice.withArray("product").addObject().put("id", product).put("speedMbps", 2_000);
        refused(twice, 400, "product[1].id", "is named twice");
        Map<String, Integer> many = new LinkedHashMap<>();
        IntStream.rangeClosed(0, 100).forEach(n -> many.put("p" + n, 5_000));
        refused(window(TOMORROW, TOMORROW.plusHours(4), many), 400, "product", "there are 101");
        refused(window(TOMORROW, TOMORROW.plusHours(4), Map.of()), 400, "product", "there are 0");
    }

    @ParameterizedTest
    @CsvSource({
        "aws,    awsAccountId,    123456789012,                         500,  1000, order another connection",
        "azure,  azureServiceKey, 9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b, 500,  1000, has to come back at the end",
        "oracle, ociCircuitId,    ocid1.virtualcircuit.oc1.x,           1000, 2000, order another connection",
    })
    void whatACloudCantLowerAgainIsNotRaised(String cloud, String key, String value, int from, int to, String message) {
        refused(window(connection(cloud, key, value, from, port("p")), to), 400, "product[0].speedMbps", message);
    }

    @Test
    void whatGoogleSellsIsRaisedAndComesBack() {
        String key = "7e51371e-72a3-40b5-b844-2e3efefaee59/us-central1/1";
        booked(window(connection("google", "googlePairingKey", key, 500, port("p")), 1_000));
    }

    @Test
    void aPortHasNoSpeedToRaise() {
        refused(window(port("p"), 100_000), 400, "product[0].speedMbps", "of a port can't be changed");
    }

    @Test
    void windowsOfOneProductDontOverlapAndTheOtherOneIsNamed() {
        String product = internet();
        String first = booked(window(product, 5_000)).path("id").asText();
        Reply inside = book(window(TOMORROW.plusHours(1), TOMORROW.plusHours(2), Map.of(product, 2_000)));

        assertThat(inside.status()).as(inside.text()).isEqualTo(409);
        assertThat(inside.paths()).containsExactly("product[0].id");
        assertThat(inside.messages()).contains(first);
        assertThat(book(window(TOMORROW.plusHours(4), TOMORROW.plusHours(5), Map.of(product, 2_000)))
                        .status())
                .as("the raise of the second would begin before the end of the first")
                .isEqualTo(409);
        booked(window(TOMORROW.plusHours(4).plusMinutes(5), TOMORROW.plusHours(5), Map.of(product, 2_000)));
        assertThat(count("event_window")).isEqualTo(2);
    }

    @Test
    void whereTheCapacityIsTakenAllProductsAreRefusedAndItSaysHowMuchIsFree() {
        String a = port("a");
        String z = port("z");
        String one = circuit(a, z);
        String two = circuit(a, z);
        Map<String, Integer> both = new LinkedHashMap<>();
        both.put(one, 5_000);
        both.put(two, 10_000);
        Reply reply = book(window(TOMORROW, TOMORROW.plusHours(4), both));

        assertThat(reply.status()).as(reply.text()).isEqualTo(409);
        assertThat(reply.paths()).containsOnly("product[1].speedMbps");
        assertThat(reply.messages()).contains("of the 10000 Mbit/s of port:a 5000 are free");
        assertThat(count("capacity_claim")).isZero();
        both.put(two, 5_000);
        booked(window(TOMORROW, TOMORROW.plusHours(4), both));
    }
}
