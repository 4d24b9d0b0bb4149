package dev.turnup.rowsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.IntakeServer;
import dev.turnup.api.TreeJson;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An operation that forgets to ask whose the rows are, on PostgreSQL. In a package that no other test finds controllers in. */
@Import(RowSecurityTest.Forgetful.class)
@TestPropertySource(properties = "test.postgresql=true")
class RowSecurityTest extends IntakeServer {
    private static final String PATH = "/api/v1/test-tenants";

    @RestController
    static class Forgetful {
        private final Jdbi jdbi;

        Forgetful(Jdbi jdbi) {
            this.jdbi = jdbi;
        }

        @GetMapping(PATH)
        JsonNode tenants() {
            List<String> tenants =
                    jdbi.withHandle(handle -> handle.select("select tenant from product_order order by tenant")
                            .mapTo(String.class)
                            .list());
            return TreeJson.object().put("tenants", String.join(" ", tenants));
        }
    }

    private String tenants(String key) {
        Reply reply = get(key, PATH);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().path("tenants").asText();
    }

    @Test
    void tellsEachCustomerOfItsOwnAndOperatorsOfAll() {
        for (String key : List.of(acme, other)) {
            assertThat(post(key, ORDERS, example("internet")).status()).isEqualTo(201);
        }

        for (int round = 0; round < 3; round++) { // whatever connection it takes
            assertThat(tenants(acme)).isEqualTo("acme");
            assertThat(tenants(other)).isEqualTo("other");
            assertThat(tenants(operator)).isEqualTo("acme other");
        }
    }
}
