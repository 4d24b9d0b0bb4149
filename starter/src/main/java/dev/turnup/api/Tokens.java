package dev.turnup.api;

import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import dev.turnup.intake.Tenants;
import io.github.bucket4j.Bucket;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;

/** Callers whom an OIDC issuer vouches for. It is asked for its keys when the first token comes, and not at start. */
@OnIntake
@Component
class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Code of the refusal where the issuer's keys can't be had. */
    static final String AWAY = "issuerAway";

    /**
     * Each token of a key that isn't known makes us ask the issuer, and whoever waits for it holds a thread: so many questions
     * at once, and again after that time. To find out where its keys are, and to get them, takes four at most.
     */
    private static final int QUESTIONS = 6;

    private static final Duration QUESTIONS_IN = Duration.ofSeconds(30);

    /** As OpenID Connect bounds it. */
    private static final int LONGEST_SUBJECT = 255;

    private static final int LONGEST_NAME = 100;

    private final TokenSettings settings;
    private final Tenants tenants;
    private final @Nullable JwtDecoder decoder;

    Tokens(TokenSettings settings, Tenants tenants, InstantSource clock) {
        this.settings = settings;
        this.tenants = tenants;
        String issuer = settings.issuerUri();
        if (issuer != null) { // operators may come with tokens only
            tenants.add(Caller.PROVIDER, "Provider", clock.instant());
        }
        RestTemplate questions = questions();
        this.decoder = issuer == null ? null : new SupplierJwtDecoder(() -> decoder(settings, issuer, questions));
    }

    private static RestTemplate questions() {
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(PATIENCE);
        requests.setReadTimeout(PATIENCE);
        Bucket few = Bucket.builder()
                .addLimit(limit -> limit.capacity(QUESTIONS).refillIntervally(QUESTIONS, QUESTIONS_IN))
                .build();
        RestTemplate questions = new RestTemplate(requests);
        questions.getInterceptors().add((request, body, next) -> {
            if (!few.tryConsume(1)) {
                throw new IOException("it was asked " + QUESTIONS + " times within " + QUESTIONS_IN.toSeconds() + " s");
            }
            return next.execute(request, body);
        });
        return questions;
    }

    private static JwtDecoder decoder(TokenSettings settings, String issuer, RestTemplate questions) {
        NimbusJwtDecoder decoder = Optional.ofNullable(settings.jwkSetUri())
                .map(NimbusJwtDecoder::withJwkSetUri)
                .orElseGet(() -> NimbusJwtDecoder.withIssuerLocation(issuer))
                .restOperations(questions)
                // signatures only: what is public can't be taken for a secret that two share
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .validateType(false) // of access tokens it is also at+jwt
                .build();
        decoder.setJwtValidator(validator(issuer, Objects.requireNonNull(settings.audience())));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer, String audience) {
        JwtTypeValidator type = new JwtTypeValidator("JWT", "at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                new JwtTimestampValidator(),
                new JwtClaimValidator<>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtIssuerValidator(issuer),
                new JwtClaimValidator<Collection<String>>(
                        JwtClaimNames.AUD, audiences -> audiences != null && audiences.contains(audience)));
    }

    /** Whether this looks like a token, and tokens are taken here. */
    boolean reads(String credential) {
        return decoder != null
                && credential.chars().filter(character -> character == '.').count() == 2;
    }

    /** Empty where the token is no good; throws Refusal (503) where the issuer's keys can't be had. */
    Optional<Caller> find(String token) {
        try {
            return caller(Objects.requireNonNull(decoder).decode(token));
        } catch (BadJwtException bad) {
            return Optional.empty();
        } catch (JwtException | JwtDecoderInitializationException away) {
            LOG.warn("The keys of {} can't be had: {}", settings.issuerUri(), String.valueOf(away.getMessage()));
            throw Refusal.of(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    AWAY,
                    "the issuer of tokens doesn't answer: send the request again in a while, or with an API key");
        }
    }

    private Optional<Caller> caller(Jwt token) {
        String subject = token.getSubject();
        if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
            return Optional.empty();
        }
        boolean operator = texts(token, settings.roleClaim()).contains(Caller.Role.operator.name());
        String tenant =
                operator ? Caller.PROVIDER : String.valueOf(token.getClaims().get(settings.tenantClaim()));
        if (tenants.find(tenant).isEmpty() || (!operator && tenant.equals(Caller.PROVIDER))) {
            return Optional.empty();
        }
        return Optional.of(new Caller(
                tenant,
                operator ? Caller.Role.operator : Caller.Role.customer,
                subject.substring(0, Math.min(subject.length(), LONGEST_NAME)),
                "jwt:" + subject,
                rights(token),
                tenants.suspended(tenant).orElse(null)));
    }

    private Set<Right> rights(Jwt token) {
        return texts(token, settings.scopeClaim()).stream()
                .flatMap(name -> Right.of(name).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
    }

    private static List<String> texts(Jwt token, String claim) {
        Object value = token.getClaims().get(claim);
        return switch (value) {
            case String text -> List.of(text.split(" ", -1));
            case Collection<?> list ->
                list.stream()
                        .flatMap(one -> one instanceof String text ? Stream.of(text) : Stream.empty())
                        .toList();
            case null, default -> List.of();
        };
    }
}
