package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.turnup.api.IntakeServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tokens of a real issuer. */
class TokensTest extends IntakeServer {
    private static final Issuer ISSUER = new Issuer();
    private static final RSAKey KEY = ISSUER.key();
    private static final RSAKey STRANGER = Issuer.key("k2");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("turnup.tokens.issuer-uri", ISSUER::uri);
        settings.add("turnup.tokens.audience", () -> Issuer.AUDIENCE);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
    }

    private static JWTClaimsSet.Builder claims() {
        return ISSUER.claims("acme");
    }

    private void isRefused(String token) {
        Reply reply = get(token, ORDERS);
        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(reply.json().path("code").asText()).isEqualTo("unauthorized");
    }

    @Test
    void aTokenOfTheIssuerOrdersForItsTenant() {
        String token = ISSUER.signed(claims());

        Reply order = post(token, ORDERS, example("internet"));

        assertThat(order.status()).as(order.text()).isEqualTo(201);
        assertThat(get(acme, order.header("Location")).status()).isEqualTo(200);
        assertThat(get(other, order.header("Location")).status()).isEqualTo(404);
        assertThat(get(acme, "/api/v1/audit-records")
                        .json()
                        .path(0)
                        .path("caller")
                        .asText())
                .isEqualTo("jwt:alice");
        assertThat(get(acme, ORDERS).status()).isEqualTo(200);
    }

    @Test
    void aTokenMayWhatItsScopesSayAndAnOperatorsWhatOperatorsMay() {
        String reader = ISSUER.signed(claims().claim("scope", List.of("read")));
        assertThat(get(reader, ORDERS).status()).isEqualTo(200);
        assertThat(post(reader, ORDERS, example("internet")).status()).isEqualTo(403);
        assertThat(get(ISSUER.signed(claims().claim("scope", null)), ORDERS).status())
                .isEqualTo(403);
        assertThat(get(reader, "/api/v1/fallout").status()).isEqualTo(403);
        String operators = ISSUER.signed(claims().claim("tenant", null).claim("role", List.of("operator")));
        assertThat(get(operators, "/api/v1/fallout").status()).isEqualTo(200);
    }

    @Test
    void anAccessTokenMayNameItsType() {
        JWSHeader typed = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .keyID("k1")
                .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                .build();
        assertThat(get(Issuer.signed(claims(), typed, KEY), ORDERS).status()).isEqualTo(200);
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        isRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build();
        isRefused(Issuer.signed(
                claims(), header, new MACSigner(KEY.toRSAPublicKey().getEncoded())));
        isRefused(
                Issuer.signed(claims(), header, new MACSigner(KEY.toPublicJWK().toString())));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        isRefused(Issuer.signed(
                claims(), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k2").build(), STRANGER));
        isRefused(Issuer.signed(
                claims(), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), STRANGER));
        isRefused(Issuer.signed(claims(), new JWSHeader(JWSAlgorithm.RS256), STRANGER));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = ISSUER.signed(claims()).split("\\.", -1);
        String[] richer = ISSUER.signed(claims().claim("tenant", "other")).split("\\.", -1);
        isRefused(parts[0] + "." + richer[1] + "." + parts[2]);
        isRefused("a.b.c");
    }

    @Test
    void aTokenForSomebodyElseOrOfSomebodyElseIsRefused() {
        isRefused(ISSUER.signed(claims().issuer("https://evil.example")));
        isRefused(ISSUER.signed(claims().issuer(null)));
        isRefused(ISSUER.signed(claims().audience("other")));
        isRefused(ISSUER.signed(claims().audience((String) null)));
    }

    @Test
    void aTokenIsRefusedBeforeAndAfterItsTimeAndWithoutAnEnd() {
        Instant now = Instant.now();
        isRefused(ISSUER.signed(claims().expirationTime(Date.from(now.minus(Duration.ofMinutes(2))))));
        isRefused(ISSUER.signed(claims().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(3))))));
        isRefused(ISSUER.signed(claims().expirationTime(null)));
    }

    @Test
    void aTokenWithoutAKnownTenantOrASubjectIsRefused() {
        isRefused(ISSUER.signed(claims().claim("tenant", "nobody")));
        isRefused(ISSUER.signed(claims().claim("tenant", null)));
        isRefused(ISSUER.signed(claims().claim("tenant", List.of("acme"))));
        isRefused(ISSUER.signed(claims().claim("tenant", "provider")));
        isRefused(ISSUER.signed(claims().subject(null)));
        isRefused(ISSUER.signed(claims().subject("x".repeat(256))));
    }

    @Test
    void aSuspendedTenantsTokenLooksOnly() {
        patch(operator, "/api/v1/tenants/acme", "{\"state\": \"suspended\"}", "application/merge-patch+json");

        assertThat(get(ISSUER.signed(claims()), ORDERS).status()).isEqualTo(200);
        assertThat(post(ISSUER.signed(claims()), ORDERS, example("internet")).status())
                .isEqualTo(403);
    }
}
