package dev.turnup.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest extends IntakeServer {

    private static void isError(Reply reply, int status) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.json().path("@type").asText()).isEqualTo("Error");
        assertThat(reply.json().path("status").asText()).isEqualTo(String.valueOf(status));
        assertThat(reply.json().path("code").asText()).isNotEmpty();
        assertThat(reply.json().path("reason").asText()).isNotEmpty();
        assertThat(reply.text()).doesNotContain("Exception").doesNotContain("trace");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ORDERS,
                ORDERS + "/x",
                CANCELS,
                PRODUCTS,
                "/api/v1/fallout",
                "/tmf-api;x=1/productOrderingManagement/v5/productOrder",
                "/%74mf-api/productOrderingManagement/v5/productOrder",
                "/swagger-ui/../tmf-api/productOrderingManagement/v5/productOrder",
                "/anything"
            })
    void withoutAKeyNothingIsTold(String path) {
        Reply reply = get("", path);

        assertThat(reply.status()).isIn(400, 401);
        isError(reply, reply.status());
    }

    @Test
    void anUnknownKeyIsRefused() {
        isError(get("tk_wrong", ORDERS), 401);
        isError(send("", request(ORDERS).header("X-API-Key", "tk_wrong").GET()), 401);
    }

    @Test
    void aKeyIsTakenFromEitherHeader() {
        assertThat(get(acme, ORDERS).status()).isEqualTo(200);
        assertThat(send("", request(ORDERS).header("X-API-Key", acme).GET()).status())
                .isEqualTo(200);
    }

    @Test
    void keysAreStoredAsHashesOnly() {
        List<String> hashes = jdbi.withHandle(handle -> handle.createQuery("select key_hash from api_key")
                .mapTo(String.class)
                .list());

        assertThat(hashes).hasSize(3).allMatch(hash -> hash.matches("[0-9a-f]{64}"));
        assertThat(acme).startsWith("tk_").hasSize(46);
    }

    @Test
    void whatBelongsToAnotherTenantIsNotThere() {
        Reply order = post(acme, ORDERS, example("circuit"));
        JsonNode item = order.json().path("productOrderItem").path(0);
        Reply cancel = post(
                acme,
                CANCELS,
                "{\"productOrder\":{\"id\":\"" + order.json().path("id").asText() + "\"}}");
        String id = order.json().path("id").asText();

        isError(get(other, order.header("Location")), 404);
        isError(delete(other, order.header("Location")), 404);
        isError(get(other, cancel.header("Location")), 404);
        isError(get(other, PRODUCTS + "/" + item.path("product").path("id").asText()), 404);
        isError(get(other, "/api/v1/orders/" + id + "/timeline"), 404);
        isError(post(other, "/api/v1/orders/" + id + "/steps/1/reserve-port/wake", ""), 404);
        for (String list : List.of(ORDERS, CANCELS, PRODUCTS)) {
            Reply reply = get(other, list);
            assertThat(reply.json()).isEmpty();
            assertThat(reply.header("X-Total-Count")).isEqualTo("0");
        }
        assertThat(get(other, ORDERS + "?id=" + id).json()).isEmpty();
    }

    @Test
    void operatorsReadEverybodysOrdersAndPlaceNone() {
        Reply order = post(acme, ORDERS, example("internet"));

        assertThat(get(operator, order.header("Location")).status()).isEqualTo(200);
        assertThat(get(operator, ORDERS).json()).hasSize(1);
        isError(post(operator, ORDERS, example("internet")), 403);
    }

    @Test
    void customersDoNotSeeTheFalloutInbox() {
        isError(get(acme, "/api/v1/fallout"), 403);
        isError(get(acme, "/api/v1/fallout/x"), 403);
        isError(post(acme, "/api/v1/fallout/x/decision", "{}"), 403);
    }

    @Test
    void everythingThatIsNotThereIsATmfError() {
        isError(get(acme, "/nowhere"), 404);
        isError(get(acme, ORDERS + "/nobody"), 404);
        isError(get(acme, PRODUCTS + "/nobody"), 404);
        isError(get(acme, CANCELS + "/nobody"), 404);
        isError(send(acme, request(ORDERS).PUT(BodyPublishers.ofString("{}"))), 405);
        isError(send(acme, request(ORDERS).header("Accept", "text/html").GET()), 406);
        isError(
                send(acme, request(ORDERS).header("Content-Type", "text/xml").POST(BodyPublishers.ofString("<a/>"))),
                415);
    }

    @Test
    void theCatalogueTellsWhatCanBeOrdered() {
        Reply all = get(acme, "/tmf-api/productCatalogManagement/v5/productOffering");

        assertThat(all.json()).hasSize(5);
        String path = all.json().path(0).path("href").asText();
        assertThat(get(acme, path).json()).isEqualTo(all.json().path(0));
        isError(get(acme, "/tmf-api/productCatalogManagement/v5/productOffering/teleport"), 404);
    }

    @Test
    void plansPatchesAndLocksAreInTheDocumentWithTheirExamples() {
        JsonNode paths = get("", "/v3/api-docs").json().path("paths");

        JsonNode patch = paths.path(ORDERS + "/{id}").path("patch");
        assertThat(patch.path("requestBody").path("content").properties().stream()
                        .map(one -> one.getKey()))
                .containsExactlyInAnyOrder("application/json", "application/merge-patch+json");
        assertThat(patch.path("responses").properties().stream().map(one -> one.getKey()))
                .contains("200", "400", "404", "409", "415");
        for (JsonNode operation : List.of(
                paths.path("/api/v1/plan").path("post"),
                paths.path("/api/v1/orders/{id}/cancel-plan").path("get"),
                paths.path("/api/v1/products/{id}/deletion-lock").path("put"))) {
            assertThat(operation
                            .path("responses")
                            .path("200")
                            .path("content")
                            .path("application/json")
                            .path("examples"))
                    .as(operation.path("operationId").asText())
                    .isNotEmpty();
        }
        assertThat(paths.path("/api/v1/products/{id}/deletion-lock")
                        .path("delete")
                        .path("responses")
                        .has("204"))
                .isTrue();
    }

    @Test
    void theDocumentIsOpenAndNamesEveryStatus() {
        JsonNode api = get("", "/v3/api-docs").json();

        JsonNode create = api.path("paths").path(ORDERS).path("post");
        assertThat(create.path("responses").properties().stream().map(one -> one.getKey()))
                .contains("201", "400", "401", "403", "409", "413", "415", "422", "500", "503");
        assertThat(create.path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("examples"))
                .isNotEmpty();
        assertThat(api.path("components").path("securitySchemes")).hasSize(2);
        assertThat(create.path("parameters")
                        .valueStream()
                        .map(one -> one.path("name").asText()))
                .containsExactly("Idempotency-Key");
        assertThat(api.path("paths").findValues("parameters").stream().flatMap(JsonNode::valueStream))
                .allMatch(parameter -> parameter.has("schema"));
        assertThat(get("", "/swagger-ui.html").status()).isIn(200, 302);
        assertThat(get("", "/swagger-ui/index.html").status()).isEqualTo(200);
    }
}
