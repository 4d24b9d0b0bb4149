package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.api.IntakeServer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** The issuer of tokens doesn't answer: nobody listens on its port. */
@TestPropertySource(properties = {"turnup.tokens.issuer-uri=http://127.0.0.1:1", "turnup.tokens.audience=turnup"})
class IssuerAwayTest extends IntakeServer {

    @Test
    void keysAreTakenAndTokensAreAskedToComeAgain() {
        assertThat(get(acme, ORDERS).status()).isEqualTo(200);

        Reply token = get("eyJhbGciOiJSUzI1NiJ9.e30.c2ln", ORDERS);
        assertThat(token.status()).isEqualTo(503);
        assertThat(token.json().path("code").asText()).isEqualTo("issuerAway");
    }
}
