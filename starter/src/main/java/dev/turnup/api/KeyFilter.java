package dev.turnup.api;

import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who calls. Without a valid key only documentation and health are open; no controller runs without a caller. */
@OnIntake
@Component
class KeyFilter extends OncePerRequestFilter {
    static final String CALLER = Caller.class.getName();

    /** Everything else needs a key. */
    private static final List<String> OPEN =
            List.of("/v3/api-docs", "/swagger-ui", "/webjars/", "/actuator/", "/favicon.ico", "/error");

    private static final String BEARER = "Bearer ";

    private final ApiKeys keys;

    KeyFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OPEN.stream().anyMatch(request.getServletPath()::startsWith);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = key(request);
        Optional<Caller> caller = key == null ? Optional.empty() : keys.find(key);
        if (caller.isEmpty()) {
            refuse(response, key == null);
            return;
        }
        request.setAttribute(CALLER, caller.get());
        chain.doFilter(request, response);
    }

    private static @Nullable String key(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return request.getHeader("X-API-Key");
    }

    private static void refuse(HttpServletResponse response, boolean missing) throws IOException {
        String message = missing
                ? "send an API key as 'Authorization: Bearer tk_…' or 'X-API-Key: tk_…'"
                : "this API key is not known";
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream()
                .write(TreeJson.bytes(ErrorBody.of(HttpStatus.UNAUTHORIZED, "unauthorized", message, List.of())));
    }
}
