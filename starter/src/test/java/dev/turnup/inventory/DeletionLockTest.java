package dev.turnup.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.api.IntakeServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Locks of products against deletion. */
class DeletionLockTest extends IntakeServer {
    private String product = "";

    @BeforeEach
    void anActiveProduct() {
        Reply placed = post(acme, ORDERS, example("internet"));
        product = placed.json()
                .path("productOrderItem")
                .path(0)
                .path("product")
                .path("id")
                .asText();
        state("active");
    }

    private void state(String state) {
        jdbi.useHandle(handle -> handle.execute("update product set state = ?", state));
    }

    private String path() {
        return "/api/v1/products/" + product + "/deletion-lock";
    }

    private Reply lock(String key, String body) {
        return send(
                key, request(path()).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private Reply delete() {
        return post(
                acme,
                ORDERS,
                "{\"productOrderItem\":[{\"id\":\"1\",\"action\":\"delete\",\"product\":{\"id\":\"" + product
                        + "\"}}]}");
    }

    @Test
    void aLockIsShownAndKeepsTheProductUntilItIsTakenAway() {
        Reply locked = lock(acme, "{\"reason\":\"the final on Saturday\"}");

        assertThat(locked.status()).as(locked.text()).isEqualTo(200);
        assertThat(locked.json().path("reason").asText()).isEqualTo("the final on Saturday");
        assertThat(get(acme, PRODUCTS + "/" + product)
                        .json()
                        .path("deletionLock")
                        .path("reason")
                        .asText())
                .isEqualTo("the final on Saturday");
        Reply refused = delete();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.messages()).contains("the final on Saturday");

        assertThat(delete(acme, path()).status()).isEqualTo(204);
        assertThat(delete(acme, path()).status()).isEqualTo(204);
        assertThat(get(acme, PRODUCTS + "/" + product).json().has("deletionLock"))
                .isFalse();
        assertThat(delete().status()).isEqualTo(201);
    }

    @Test
    void operatorsLockAnybodysAndAgainWithAnotherReason() {
        assertThat(lock(operator, "{\"reason\":\"a dispute\"}").status()).isEqualTo(200);
        assertThat(lock(acme, "{\"reason\":\"another\"}").json().path("reason").asText())
                .isEqualTo("another");
        assertThat(delete(operator, path()).status()).isEqualTo(204);
    }

    @Test
    void whatBelongsToAnotherTenantIsNotThere() {
        assertThat(lock(other, "{\"reason\":\"mine\"}").status()).isEqualTo(404);
        assertThat(delete(other, path()).status()).isEqualTo(404);
        assertThat(get(acme, PRODUCTS + "/" + product).json().has("deletionLock"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":7}", "{\"reason\":null}", "{\"reason\":\" \"}"})
    void aLockNeedsItsReason(String body) {
        Reply reply = lock(acme, body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.paths()).isEqualTo(List.of("reason"));
    }

    @Test
    void aReasonIsNotLongerThanTheDatabaseKeeps() {
        assertThat(lock(acme, "{\"reason\":\"" + "x".repeat(2_000) + "\"}").status())
                .isEqualTo(200);
        assertThat(lock(acme, "{\"reason\":\"" + "x".repeat(2_001) + "\"}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminated", "pendingTerminate", "cancelled"})
    void whatIsGoneHasNoLock(String state) {
        state(state);

        assertThat(lock(acme, "{\"reason\":\"too late\"}").status()).isEqualTo(409);
        assertThat(delete(acme, path()).status()).isEqualTo(409);
    }

    @Test
    void whatAnOrderIsAboutToDeleteIsLockedNoMore() {
        String order = delete().json().path("id").asText();

        Reply reply = lock(acme, "{\"reason\":\"too late\"}");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("message").asText()).contains(order);
    }
}
