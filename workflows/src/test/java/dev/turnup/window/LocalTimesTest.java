package dev.turnup.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.plan.Problem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From a customer's clock to instants. */
class LocalTimesTest {
    private final List<Problem> problems = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "America/Chicago,     2026-12-01T19:00,    2026-12-02T01:00:00Z",
        "America/Chicago,     2026-07-01T19:00:30, 2026-07-02T00:00:30Z",
        "Europe/Berlin,       2026-12-01T19:00,    2026-12-01T18:00:00Z",
        "Asia/Kolkata,        2026-12-01T19:00,    2026-12-01T13:30:00Z",
        "Australia/Lord_Howe, 2026-12-01T19:00,    2026-12-01T08:00:00Z",
        "UTC,                 2026-03-08T02:30,    2026-03-08T02:30:00Z",
    })
    void a_time_is_what_the_clocks_of_its_zone_show(String zone, String local, Instant instant) {
        assertThat(LocalTimes.instant("start", local, ZoneId.of(zone), problems))
                .contains(instant);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Chicago,     2026-03-08T02:30, 2026-03-08T02:00, 2026-03-08T03:00",
        "Europe/Berlin,       2026-03-29T02:00, 2026-03-29T02:00, 2026-03-29T03:00",
        "Australia/Lord_Howe, 2026-10-04T02:15, 2026-10-04T02:00, 2026-10-04T02:30",
        "Pacific/Apia,        2011-12-30T12:00, 2011-12-30T00:00, 2011-12-31T00:00",
    })
    void a_time_that_the_clocks_leave_out_is_refused_with_the_ones_around_it(
            String zone, String local, String before, String after) {
        assertThat(LocalTimes.instant("start", local, ZoneId.of(zone), problems))
                .isEmpty();
        assertThat(problems.getFirst().path()).isEqualTo("start");
        assertThat(problems.getFirst().message()).contains("from " + before + " to " + after);
    }

    @ParameterizedTest
    @CsvSource({
        "America/Chicago, 2026-11-01T01:30, 2026-11-01T06:30:00Z",
        "Europe/Berlin,   2026-10-25T02:00, 2026-10-25T00:00:00Z",
    })
    void of_a_time_that_the_clocks_show_twice_the_first_is_meant(String zone, String local, Instant first) {
        assertThat(LocalTimes.instant("start", local, ZoneId.of(zone), problems))
                .contains(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-12-01T19:00Z", "2026-12-01T19:00-06:00", "2026-12-01", "tomorrow", "2026-02-30T10:00"})
    void what_is_no_local_time_is_refused(String text) {
        assertThat(LocalTimes.instant("end", text, ZoneId.of("UTC"), problems)).isEmpty();
        assertThat(problems.getFirst().message()).contains("without an offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CST", "+02:00", "Mars/Olympus", "america/chicago", ""})
    void what_is_no_zone_is_refused(String name) {
        assertThat(LocalTimes.zone("timeZone", name, problems)).isEmpty();
        assertThat(problems.getFirst().message()).contains("America/Chicago");
    }
}
