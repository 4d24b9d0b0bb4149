package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.database.Database;
import dev.turnup.location.store.LocationsAway;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers everything that goes wrong with a TMF Error, and never with a stack trace. */
@OnIntake
@RestControllerAdvice
class ErrorAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAdvice.class);

    @ExceptionHandler
    ResponseEntity<JsonNode> refused(Refusal refusal) {
        return ErrorBody.of(refusal);
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> noBody(HttpMessageNotReadableException e) {
        return e.getCause() instanceof Refusal refusal
                ? ErrorBody.of(refusal)
                : ErrorBody.of(Refusal.malformed("the request has no body that can be read"));
    }

    /** Tomcat reads a query only when somebody asks for it. */
    @ExceptionHandler
    ResponseEntity<JsonNode> noQuery(InvalidParameterException e) {
        return ErrorBody.of(Refusal.of(HttpStatus.BAD_REQUEST, "malformedQuery", "the query is none that can be read"));
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> database(JdbiException e, HttpServletRequest request) {
        if (!Database.isBusy(e)) {
            return other(e, request);
        }
        LOG.warn("The database didn't take {}: {}", call(request), e.getMessage());
        return ErrorBody.of(busy());
    }

    static Refusal busy() {
        return Refusal.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "databaseBusy",
                "nothing was stored: send the request again in a while");
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> locations(LocationsAway e, HttpServletRequest request) {
        LOG.warn("No list of locations for {}: {}", call(request), e.getMessage());
        return ErrorBody.of(Refusal.of(
                HttpStatus.SERVICE_UNAVAILABLE,
                "locationsAway",
                e.getMessage() + ": nothing was stored; send the request again in a while, or order on an answer "
                        + "that you have"));
    }

    @ExceptionHandler
    ResponseEntity<JsonNode> other(Exception e, HttpServletRequest request) {
        if (e instanceof ErrorResponse known) {
            HttpStatusCode status = known.getStatusCode();
            return ResponseEntity.status(status)
                    .headers(known.getHeaders())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(ErrorBody.of(status, code(status), message(status, request), List.of()));
        }
        // the number leads from the customer's mail to the line in the log
        String number = UUID.randomUUID().toString();
        LOG.error("{} failed, number {}", call(request), number, e);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ErrorBody.of(status, "internal", "please report it with the number " + number, List.of()));
    }

    static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "error" : camelCase(known.getReasonPhrase());
    }

    private static String camelCase(String phrase) {
        String joined = phrase.replaceAll("[^A-Za-z]", "");
        return joined.substring(0, 1).toLowerCase(Locale.ROOT) + joined.substring(1);
    }

    static String message(HttpStatusCode status, HttpServletRequest request) {
        String call = call(request);
        return switch (status.value()) {
            case 404 -> "there is nothing at " + request.getRequestURI();
            case 405 -> "there is no " + call + "; the Allow header says what there is";
            case 406 -> "answers are application/json";
            case 415 -> "send application/json";
            default -> call + " was refused";
        };
    }

    private static String call(HttpServletRequest request) {
        return request.getMethod() + " " + KeyForms.cut(request.getRequestURI());
    }
}
