package dev.turnup.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Products as TMF637 has them. */
class ProductsTest extends IntakeServer {

    private JsonNode placed() {
        Reply reply = post(acme, ORDERS, """
                {"productOrderItem": [
                  {"id": "1", "action": "add", "productOffering": {"id": "port"},
                   "product": {"productCharacteristic": [{"name": "speedMbps", "value": 10000}],
                     "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}]}},
                  {"id": "2", "action": "add", "productOffering": {"id": "multi-cloud-gateway"},
                   "product": {"productCharacteristic": [{"name": "speedMbps", "value": 1000}],
                     "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}]},
                   "productOrderItemRelationship": [{"id": "1", "relationshipType": "reliesOn"}]}]}""");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    private static List<String> relations(JsonNode product) {
        return product.path("productRelationship")
                .valueStream()
                .map(one -> one.path("@type").asText() + " "
                        + one.path("relationshipType").asText() + " "
                        + one.path("id").asText() + " " + one.path("href").asText())
                .toList();
    }

    @Test
    void relationshipsAreSeenFromBothSides() {
        String order = placed().path("id").asText();
        String port = order + "-1";
        String gateway = order + "-2";

        assertThat(relations(get(acme, PRODUCTS + "/" + port).json()))
                .containsExactly("ProductRelationship enables " + gateway + " " + PRODUCTS + "/" + gateway);
        assertThat(relations(get(acme, PRODUCTS + "/" + gateway).json()))
                .containsExactly("ProductRelationship reliesOn " + port + " " + PRODUCTS + "/" + port);
        assertThat(get(acme, PRODUCTS + "?sort=id").json().path(0))
                .isEqualTo(get(acme, PRODUCTS + "/" + port).json());
        jdbi.useHandle(handle -> handle.execute("update product set state = 'terminated' where id = ?", gateway));
        assertThat(relations(get(acme, PRODUCTS + "/" + port).json()))
                .as("of what is there")
                .isEmpty();
    }

    @Test
    void whatIsAnotherTenantsIsNoRelation() {
        String order = placed().path("id").asText();
        jdbi.useHandle(handle -> handle.execute("update product set tenant = 'other' where id = ?", order + "-2"));

        assertThat(relations(get(acme, PRODUCTS + "/" + order + "-1").json())).isEmpty();
    }

    @Test
    void aProductIsOrderedOnAnotherAsV5NamesIt() {
        String port = placed().path("id").asText() + "-1";
        jdbi.useHandle(handle -> handle.execute("update product set state = 'active' where id = ?", port));
        String gateway = """
                {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "multi-cloud-gateway"},
                   "product": {"productCharacteristic": [{"name": "speedMbps", "value": 1000}],
                     "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}],
                     "productRelationship": [{"relationshipType": "reliesOn", %s}]}}]}""";
        for (String named : List.of("\"id\": \"" + port + "\"", "\"product\": {\"id\": \"" + port + "\"}")) {
            Reply reply = post(acme, ORDERS, gateway.formatted(named));

            assertThat(reply.status()).as(reply.text()).isEqualTo(201);
            assertThat(reply.json()
                            .at("/productOrderItem/0/product/productRelationship/0/id")
                            .asText())
                    .isEqualTo(port);
        }
        assertThat(post(acme, ORDERS, gateway.formatted("\"id\": \"nothing\"")).paths())
                .containsExactly("productOrderItem[0].product.productRelationship[0].id");
        assertThat(post(acme, ORDERS, gateway.formatted("\"id\": 7")).paths())
                .containsExactly("productOrderItem[0].product.productRelationship[0].id");
    }

    private List<String> statuses(String product) {
        return get(acme, PRODUCTS + "/" + product)
                .json()
                .path("statusChange")
                .valueStream()
                .map(change -> change.path("status").asText())
                .toList();
    }

    @Test
    void aProductHasAllItsStates() {
        String port = placed().path("id").asText() + "-1";
        assertThat(statuses(port)).containsExactly("pendingActive");

        jdbi.useHandle(handle -> handle.execute(
                "update product set state = 'active', active_since = current_timestamp where id = ?", port));
        assertThat(statuses(port)).containsExactly("pendingActive", "active");

        jdbi.useHandle(handle -> handle.execute(
                "update product set state = 'terminated', ended_at = current_timestamp where id = ?", port));
        assertThat(statuses(port)).containsExactly("pendingActive", "active", "terminated");
    }

    @Test
    void aProductNamesTheOrderThatMadeIt() {
        JsonNode order = placed();
        JsonNode product =
                get(acme, PRODUCTS + "/" + order.path("id").asText() + "-1").json();

        JsonNode by = product.path("productOrderItem").path(0);
        assertThat(by.path("@type").asText()).isEqualTo("RelatedOrderItem");
        assertThat(by.path("orderId")).isEqualTo(order.path("id"));
        assertThat(by.path("orderHref")).isEqualTo(order.path("href"));
        assertThat(by.path("orderItemId").asText()).isEqualTo("1");
        assertThat(by.path("orderItemAction").asText()).isEqualTo("add");
    }

    @Test
    void anOrderHasItsMilestonesAsV5NamesThem() {
        JsonNode milestone = placed().path("productOrderMilestone").path(0);

        assertThat(milestone.path("@type").asText()).isEqualTo("ProductOrderMilestone");
        assertThat(milestone.path("name").asText()).isEqualTo("acknowledged");
    }
}
