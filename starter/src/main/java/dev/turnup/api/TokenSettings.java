package dev.turnup.api;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens (JWT) are taken beside API keys; none unless an issuer is named.
 *
 * @param issuerUri as tokens name it in {@code iss}; its keys are found through its OpenID configuration
 * @param jwkSetUri where its keys are, if it has no such configuration
 * @param audience that tokens must be for
 * @param tenantClaim names the tenant
 * @param scopeClaim has the scopes, as a text divided by spaces or as a list
 * @param roleClaim makes an operator's token where it is, or holds, {@code operator}
 */
@ConfigurationProperties("turnup.tokens")
record TokenSettings(
        @Nullable String issuerUri,
        @Nullable String jwkSetUri,
        @Nullable String audience,
        @DefaultValue("tenant") String tenantClaim,
        @DefaultValue("scope") String scopeClaim,
        @DefaultValue("role") String roleClaim) {

    TokenSettings {
        if (issuerUri != null && (audience == null || audience.isBlank())) {
            throw new IllegalArgumentException("turnup.tokens.audience must be set where turnup.tokens.issuer-uri is: "
                    + "an issuer's tokens for other services are none for Turnup");
        }
    }
}
