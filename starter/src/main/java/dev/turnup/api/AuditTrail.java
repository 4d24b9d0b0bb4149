package dev.turnup.api;

import dev.turnup.intake.AuditRecords;
import dev.turnup.intake.AuditRecords.AuditRow;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Writes down each call that needs more than the right to look, whatever becomes of it. The record is there before the work
 * begins, and gets its status when that is done: a call without a record does nothing.
 */
@OnIntake
@Component
class AuditTrail implements HandlerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String RECORD = AuditTrail.class.getName();
    private static final int LONGEST_PATH = 500;

    private final AuditRecords records;
    private final InstantSource clock;

    AuditTrail(AuditRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && request.getAttribute(KeyFilter.CALLER) instanceof Caller caller
                && Rights.needed(method, request) != Right.read) {
            AuditRow row = row(caller, method, request);
            records.add(row);
            request.setAttribute(RECORD, row.id());
        }
        return true;
    }

    private AuditRow row(Caller caller, HandlerMethod method, HttpServletRequest request) {
        String path = KeyForms.cut(request.getRequestURI());
        return new AuditRow(
                "audit-" + UUID.randomUUID(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                caller.tenant(),
                caller.id(),
                caller.actor(),
                request.getMethod(),
                path.substring(0, Math.min(path.length(), LONGEST_PATH)),
                Optional.ofNullable(method.getMethodAnnotation(Operation.class))
                        .map(Operation::operationId)
                        .orElse(method.getMethod().getName()),
                null,
                String.valueOf(request.getAttribute(KeyFilter.REQUEST_ID)),
                request.getRemoteAddr());
    }

    /** What is done is done: a record that can't get its status any more keeps none. */
    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (request.getAttribute(RECORD) instanceof String id) {
            try {
                records.answered(id, response.getStatus());
            } catch (JdbiException e) {
                LOG.warn(
                        "The audit record {} has no status, which was {}: {}",
                        id,
                        response.getStatus(),
                        e.getMessage());
            }
        }
    }
}
