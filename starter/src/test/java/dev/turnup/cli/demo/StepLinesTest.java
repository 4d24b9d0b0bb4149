package dev.turnup.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StepLinesTest {
    private static final String DONE = """
            {"item":"1","offering":"port","step":"takePort","title":"Take a port","state":"done","verb":"APPLY",
             "startedAt":"2026-07-01T10:00:00.000Z","endedAt":"2026-07-01T10:00:00.012Z","place":"EQIX-DC2",
             "receipt":{"portId":"DC2-sw1-10G-07","site":"EQIX-DC2"},"new":"unknown"}""";
    private static final String WAITS = """
            {"item":"3","offering":"cloud-connection","step":"route","title":"Set up the cloud route","state":"waiting",
             "verb":"APPLY","startedAt":"2026-07-01T10:00:01Z",
             "wait":{"party":"CUSTOMER","action":"accept the hosted connection","until":"2026-07-08T10:00:00Z"}}""";
    private static final String REFUSED = """
            {"item":"3","offering":"cloud-connection","step":"route","state":"refused","verb":"APPLY",
             "endedAt":"2026-07-01T10:00:02Z","failure":{"code":"NO_CAPACITY","message":"no port is free"}}""";

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);
    private final StepLines lines = new StepLines(new Terminal(out, out, false, false));

    @Test
    void aStepIsOneLineWithItsTimeAndProofHoweverOftenItIsSeen() {
        lines.show(timeline(DONE));
        lines.show(timeline(DONE));
        assertThat(written.toString(UTF_8).strip())
                .hasLineCount(1)
                .containsSubsequence("✓", "1", "port", "Take a port", "EQIX-DC2", "DC2-sw1-10G-07", "12 ms");
    }

    @Test
    void aWaitSaysForWhomWhatAndUntilWhen() {
        lines.show(timeline(WAITS));
        assertThat(written.toString(UTF_8))
                .contains("…")
                .contains("waits for the customer: accept the hosted connection (until 8 Jul");
    }

    @Test
    void aRefusalSaysWhy() {
        lines.show(timeline(REFUSED));
        assertThat(written.toString(UTF_8)).contains("✗").contains("NO_CAPACITY: no port is free");
    }

    @Test
    void timesAreReadable() {
        assertThat(StepLines.time(Duration.ofMillis(12))).isEqualTo("12 ms");
        assertThat(StepLines.time(Duration.ofMillis(1_250))).isEqualTo("1.3 s");
    }

    @Test
    void anEmptyTimelineHasNotEnded() {
        assertThat(Json.read("{}", Timeline.class).ended()).isFalse();
    }

    @Test
    void aProductShowsItsPlaceAndHourlyPrice() {
        ActiveProduct product = ActiveProduct.of(Json.read("""
                {"id":"p1","productOffering":{"id":"port"},"productCharacteristic":[{"name":"speedMbps","value":10000}],
                 "place":[{"role":"installationPlace","place":{"id":"EQIX-DC2"}}],
                 "productPrice":[{"priceType":"recurring","recurringChargePeriod":"hour",
                   "price":{"dutyFreeAmount":{"unit":"USD","value":1.25}}}]}""", JsonNode.class));
        assertThat(product.hourlyPrice()).isEqualByComparingTo("1.25");
        assertThat(product.place()).isEqualTo("EQIX-DC2");
        assertThat(product.what()).isEqualTo("10000 Mbps");
    }

    private static Timeline timeline(String step) {
        return Json.read("{\"orderId\":\"o1\",\"state\":\"inProgress\",\"steps\":[" + step + "]}", Timeline.class);
    }
}
