package dev.turnup.ordering;

import static dev.turnup.ordering.Orders.port;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.IntakeServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets that customers put where they don't belong. */
class MisplacedSecretsTest extends IntakeServer {
    private static final String SECRET = "hush-hush";

    @Test
    void aSecretThatWouldNotBeReadIsRefusedAndNotRepeated() {
        ObjectNode above = port("1");
        above.putArray("productCharacteristic")
                .addObject()
                .put("name", "bgpMd5Key")
                .put("value", SECRET);
        above.withObject("product").put("azureServiceKey", SECRET);
        ObjectNode order = Orders.of(above);
        order.putArray("note")
                .addObject()
                .put("text", "x")
                .put("name", "googlePairingKey")
                .put("value", SECRET);

        Reply refused = post(acme, ORDERS, order.toString());

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.paths())
                .containsExactlyInAnyOrder(
                        "productOrderItem[0].productCharacteristic[0]",
                        "productOrderItem[0].product.azureServiceKey",
                        "note[0]");
        assertThat(refused.messages()).contains("'bgpMd5Key' is a secret: it belongs below");
        assertThat(refused.text()).doesNotContain(SECRET);
        assertThat(post(acme, "/api/v1/plan", order.toString()).text())
                .contains("is a secret")
                .doesNotContain(SECRET);
        assertThat(count("product_order")).isZero();
    }

    @Test
    void aSecretIsRefusedInADeleteAndInAPatch() {
        String delete =
                Orders.of(port("1")).toString().replace("\"add\"", "\"delete\"").replace("speedMbps", "bgpMd5Key");
        Reply placed = post(acme, ORDERS, Orders.of(port("1")).toString());
        Reply patched = patch(
                acme,
                placed.header("Location"),
                "{\"note\": [{\"text\": \"x\", \"name\": \"bgpMd5Key\", \"value\": \"" + SECRET + "\"}]}",
                "application/json");

        assertThat(post(acme, ORDERS, delete).paths()).contains("productOrderItem[0].product.productCharacteristic[0]");
        assertThat(patched.status()).isEqualTo(400);
        assertThat(patched.paths()).containsExactly("note[0]");
        assertThat(patched.text()).doesNotContain(SECRET);
    }

    @Test
    void whatIsNoJsonIsNotRepeated() {
        Reply refused = post(acme, ORDERS, "{\"bgpMd5Key\": " + SECRET + "}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("message").asText()).contains("line 1, column");
        assertThat(refused.text()).doesNotContain("hush");
    }

    @Test
    void aKeyOfOursIsCutWhereverItIsWrittenTo() {
        ObjectNode order = Orders.of(port("1"));
        order.put("description", "made with " + acme);
        Reply placed = post(acme, ORDERS, order.toString(), "X-Request-Id", acme);
        String path = placed.header("Location");
        Reply unknown = delete(acme, ORDERS + "/" + acme);
        Reply nothing = get(acme, "/" + acme);
        Reply patched = patch(acme, path, "{\"category\": \"" + acme + "\"}", "application/json");

        assertThat(placed.json().path("description").asText()).isEqualTo("made with tk_");
        assertThat(patched.json().path("category").asText()).isEqualTo("tk_");
        assertThat(unknown.json().path("message").asText()).isEqualTo("there is no order 'tk_'");
        assertThat(placed.header("X-Request-Id")).matches("[0-9a-f-]{36}");
        List<String> told = List.of(
                placed.text(),
                unknown.text(),
                nothing.text(),
                patched.text(),
                get(acme, "/api/v1/audit-records").text());
        assertThat(told).noneMatch(text -> text.contains(acme));
        assertThat(told.getLast()).contains(ORDERS + "/tk_");
    }
}
