package dev.turnup.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.turnup.api.IntakeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
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
    private static final RSAKey KEY = key("k1");
    private static final RSAKey STRANGER = key("k2");
    private static final HttpServer ISSUER = issuer();
    private static final String URI = "http://127.0.0.1:" + ISSUER.getAddress().getPort();

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpServer issuer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.createContext("/jwks", exchange -> {
                byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.createContext("/.well-known/openid-configuration", exchange -> {
                byte[] text = ("{\"issuer\":\"" + URI + "\",\"jwks_uri\":\"" + URI + "/jwks\"}")
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, text.length);
                exchange.getResponseBody().write(text);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("turnup.tokens.issuer-uri", () -> URI);
        settings.add("turnup.tokens.audience", () -> "turnup");
    }

    @AfterAll
    static void stop() {
        ISSUER.stop(0);
    }

    private static JWTClaimsSet.Builder claims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(URI)
                .audience(List.of("other", "turnup"))
                .subject("alice")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .claim("tenant", "acme")
                .claim("scope", "openid read write");
    }

    private static String signed(JWTClaimsSet.Builder claims) {
        return signed(
                claims, new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), KEY);
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSHeader header, RSAKey with) {
        try {
            return signed(claims, header, new RSASSASigner(with));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    private void isRefused(String token) {
        Reply reply = get(token, ORDERS);
        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        assertThat(reply.json().path("code").asText()).isEqualTo("unauthorized");
    }

    @Test
    void aTokenOfTheIssuerOrdersForItsTenant() {
        String token = signed(claims());

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
        String reader = signed(claims().claim("scope", List.of("read")));
        assertThat(get(reader, ORDERS).status()).isEqualTo(200);
        assertThat(post(reader, ORDERS, example("internet")).status()).isEqualTo(403);
        assertThat(get(signed(claims().claim("scope", null)), ORDERS).status()).isEqualTo(403);
        assertThat(get(reader, "/api/v1/fallout").status()).isEqualTo(403);
        String operators = signed(claims().claim("tenant", null).claim("role", List.of("operator")));
        assertThat(get(operators, "/api/v1/fallout").status()).isEqualTo(200);
    }

    @Test
    void anAccessTokenMayNameItsType() {
        JWSHeader typed = new JWSHeader.Builder(JWSAlgorithm.PS256)
                .keyID("k1")
                .type(new com.nimbusds.jose.JOSEObjectType("at+jwt"))
                .build();
        assertThat(get(signed(claims(), typed, KEY), ORDERS).status()).isEqualTo(200);
    }

    @Test
    void aTokenWithoutASignatureIsRefused() {
        isRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsASecretIsRefused() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build();
        isRefused(signed(claims(), header, new MACSigner(KEY.toRSAPublicKey().getEncoded())));
        isRefused(signed(claims(), header, new MACSigner(KEY.toPublicJWK().toString())));
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() {
        isRefused(signed(
                claims(), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k2").build(), STRANGER));
        isRefused(signed(
                claims(), new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), STRANGER));
        isRefused(signed(claims(), new JWSHeader(JWSAlgorithm.RS256), STRANGER));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = signed(claims()).split("\\.", -1);
        String[] richer = signed(claims().claim("tenant", "other")).split("\\.", -1);
        isRefused(parts[0] + "." + richer[1] + "." + parts[2]);
        isRefused("a.b.c");
    }

    @Test
    void aTokenForSomebodyElseOrOfSomebodyElseIsRefused() {
        isRefused(signed(claims().issuer("https://evil.example")));
        isRefused(signed(claims().issuer(null)));
        isRefused(signed(claims().audience("other")));
        isRefused(signed(claims().audience((String) null)));
    }

    @Test
    void aTokenIsRefusedBeforeAndAfterItsTimeAndWithoutAnEnd() {
        Instant now = Instant.now();
        isRefused(signed(claims().expirationTime(Date.from(now.minus(Duration.ofMinutes(2))))));
        isRefused(signed(claims().notBeforeTime(Date.from(now.plus(Duration.ofMinutes(3))))));
        isRefused(signed(claims().expirationTime(null)));
    }

    @Test
    void aTokenWithoutAKnownTenantOrASubjectIsRefused() {
        isRefused(signed(claims().claim("tenant", "nobody")));
        isRefused(signed(claims().claim("tenant", null)));
        isRefused(signed(claims().claim("tenant", List.of("acme"))));
        isRefused(signed(claims().claim("tenant", "provider")));
        isRefused(signed(claims().subject(null)));
        isRefused(signed(claims().subject("x".repeat(256))));
    }

    @Test
    void aSuspendedTenantsTokenLooksOnly() {
        patch(operator, "/api/v1/tenants/acme", "{\"state\": \"suspended\"}", "application/merge-patch+json");

        assertThat(get(signed(claims()), ORDERS).status()).isEqualTo(200);
        assertThat(post(signed(claims()), ORDERS, example("internet")).status()).isEqualTo(403);
    }
}
