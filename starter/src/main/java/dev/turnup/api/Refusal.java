package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.plan.Problem;
import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that is answered with a TMF Error. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String code;
    private final transient List<Problem> problems;
    private final transient ObjectNode more;

    private Refusal(HttpStatus status, String code, String message, List<Problem> problems) {
        this(status, code, message, problems, TreeJson.object());
    }

    private Refusal(HttpStatus status, String code, String message, List<Problem> problems, ObjectNode more) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.problems = problems;
        this.more = more;
    }

    /** The same, and what the client needs to go on from here. */
    public Refusal with(String name, JsonNode value) {
        ObjectNode all = more.deepCopy();
        all.set(name, value);
        return new Refusal(status, code, message(), problems, all);
    }

    public static Refusal of(HttpStatus status, String code, String message) {
        return new Refusal(status, code, message, List.of());
    }

    /** 400, with every problem; 409 where the request would be right at another time. */
    public static Refusal invalid(List<Problem> problems) {
        if (!problems.isEmpty() && problems.stream().allMatch(Problem::conflict)) {
            String message = problems.size() == 1 ? "something stands in its way" : "several things stand in its way";
            return new Refusal(HttpStatus.CONFLICT, "conflict", message, problems);
        }
        String message = problems.size() == 1 ? "one property is wrong" : problems.size() + " properties are wrong";
        return new Refusal(HttpStatus.BAD_REQUEST, "validation", message, problems);
    }

    public static Refusal invalid(String path, String message) {
        return invalid(List.of(new Problem(path, message)));
    }

    static Refusal malformed(String message) {
        return of(HttpStatus.BAD_REQUEST, "malformedJson", message);
    }

    /** Also for what belongs to somebody else: whether it exists is not told. */
    public static Refusal notFound(String what, String id) {
        return of(HttpStatus.NOT_FOUND, "notFound", "there is no " + what + " '" + id + "'");
    }

    public static Refusal conflict(String message) {
        return of(HttpStatus.CONFLICT, "conflict", message);
    }

    /** 429, with a Retry-After of a second. */
    static Refusal tooMany(String message) {
        return of(HttpStatus.TOO_MANY_REQUESTS, "tooManyRequests", message);
    }

    public static Refusal limit(String message) {
        return of(HttpStatus.CONFLICT, "limit", message);
    }

    public static Refusal role(String message) {
        return of(HttpStatus.FORBIDDEN, "role", message);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Problem> problems() {
        return problems;
    }

    ObjectNode more() {
        return more;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
