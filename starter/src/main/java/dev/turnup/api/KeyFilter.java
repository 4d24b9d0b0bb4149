package dev.turnup.api;

import dev.turnup.database.Database;
import dev.turnup.database.RowSecurity;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls. Without a valid key or token only documentation and health are open; no controller runs without a
 * caller, nor for a tenant that calls too often.
 */
@OnIntake
@Component
class KeyFilter extends OncePerRequestFilter {
    static final String CALLER = Caller.class.getName();
    static final String REQUEST_ID = "X-Request-Id";

    /** Everything else needs a key. */
    private static final List<String> OPEN =
            List.of("/v3/api-docs", "/swagger-ui", "/webjars/", "/actuator/", "/favicon.ico", "/error");

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;
    private final Tokens tokens;
    private final RateLimits rates;

    KeyFilter(ApiKeys keys, Tokens tokens, RateLimits rates) {
        this.keys = keys;
        this.tokens = tokens;
        this.rates = rates;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OPEN.stream().anyMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = requestId(request);
        request.setAttribute(REQUEST_ID, id);
        response.setHeader(REQUEST_ID, id);
        Caller caller;
        try {
            caller = caller(request, response);
            rates.call(caller.tenant()).ifPresent(wait -> {
                throw tooMany(response, wait, "the tenant '" + caller.tenant() + "' calls too often");
            });
            request.setAttribute(CALLER, caller);
        } catch (Refusal refusal) {
            write(response, refusal);
            return;
        }
        work(caller, request, response, chain);
    }

    /** A customer's work sees that tenant's rows only. */
    private static void work(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (caller.isOperator()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            RowSecurity.of(caller.tenant(), () -> {
                chain.doFilter(request, response);
                return caller;
            });
        } catch (ServletException | IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // the chain throws no others
            throw new ServletException(e);
        }
    }

    /** The client's own, where it can be written anywhere, and is no key. */
    private static String requestId(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(REQUEST_ID))
                .filter(id ->
                        id.matches("[A-Za-z0-9._-]{1,64}") && KeyForms.cut(id).equals(id))
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private Caller caller(HttpServletRequest request, HttpServletResponse response) {
        String credential = credential(request);
        try {
            Optional<Caller> caller = credential == null ? Optional.empty() : find(credential);
            return caller.orElseThrow(
                    () -> failed(request, response).orElseGet(() -> unauthorized(response, credential == null)));
        } catch (Refusal refusal) {
            throw refusal.code().equals(Tokens.AWAY) ? failed(request, response).orElse(refusal) : refusal;
        }
    }

    /** Counts a call without a valid key; empty where it is answered as others are. */
    private Optional<Refusal> failed(HttpServletRequest request, HttpServletResponse response) {
        return rates.failure(request.getRemoteAddr())
                .map(wait -> tooMany(response, wait, "there were too many calls from here without a valid key"));
    }

    private Optional<Caller> find(String credential) {
        try {
            return tokens.reads(credential) ? tokens.find(credential) : keys.find(credential);
        } catch (JdbiException e) {
            if (Database.isBusy(e)) {
                throw ErrorAdvice.busy();
            }
            throw e;
        }
    }

    private static @Nullable String credential(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader("X-API-Key");
    }

    /** As RFC 6750 §3.1 has it: who sent nothing isn't told of an error. */
    private static Refusal unauthorized(HttpServletResponse response, boolean missing) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, missing ? "Bearer" : "Bearer error=\"invalid_token\"");
        return Refusal.of(
                HttpStatus.UNAUTHORIZED,
                "unauthorized",
                missing
                        ? "send an API key as 'Authorization: Bearer tk_…' or 'X-API-Key: tk_…'"
                        : "this API key, or token, is not known, or no longer good");
    }

    private static Refusal tooMany(HttpServletResponse response, Duration wait, String why) {
        long seconds = wait.plusSeconds(1).minusNanos(1).toSeconds();
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        return Refusal.of(
                HttpStatus.TOO_MANY_REQUESTS, "tooManyRequests", why + ": send it again after " + seconds + " s");
    }

    private static void write(HttpServletResponse response, Refusal refusal) throws IOException {
        response.setStatus(refusal.status().value());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(TreeJson.bytes(
                        ErrorBody.of(refusal.status(), refusal.code(), refusal.message(), refusal.problems())));
    }
}
