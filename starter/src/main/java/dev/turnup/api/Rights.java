package dev.turnup.api;

import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses what the caller's key has no right to, and what a suspended tenant can't do: it looks, and changes nothing. */
final class Rights implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(KeyFilter.CALLER) instanceof Caller caller) {
            check(caller, needed(method, request), response);
        }
        return true;
    }

    /** The method's own word, else its class's, else what HTTP's method means. */
    static Right needed(HandlerMethod method, HttpServletRequest request) {
        Needs own = method.getMethodAnnotation(Needs.class);
        Needs needs = own == null ? AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class) : own;
        boolean looks = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        return Optional.ofNullable(needs).map(Needs::value).orElse(looks ? Right.read : Right.write);
    }

    private static void check(Caller caller, Right needed, HttpServletResponse response) {
        if (!caller.may(needed)) {
            response.setHeader(
                    HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"insufficient_scope\", scope=\"" + needed + "\"");
            throw Refusal.of(
                    HttpStatus.FORBIDDEN,
                    "scope",
                    "this needs a key with the scope '" + needed + "', which this one lacks");
        }
        String suspended = caller.suspended();
        if (suspended != null && needed != Right.read) {
            throw Refusal.of(
                    HttpStatus.FORBIDDEN,
                    "tenantSuspended",
                    "the tenant '" + caller.tenant() + "' is suspended, and can look only"
                            + (suspended.isEmpty() ? "" : ": " + suspended));
        }
    }
}
