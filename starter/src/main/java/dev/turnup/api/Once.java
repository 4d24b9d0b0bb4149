package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.intake.Caller;
import dev.turnup.intake.OnceOnly;
import dev.turnup.intake.OnceOnly.Call;
import dev.turnup.intake.OnceOnly.Result;
import dev.turnup.plan.Problem;
import dev.turnup.relay.Relay;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Runs a POST: when it is its tenant's turn, once only for each Idempotency-Key, in one transaction; then tells the relay. */
@OnIntake
@Component
public class Once {
    private static final String KEY = "[\\x21-\\x7e]{1,200}";

    private final OnceOnly onceOnly;
    private final TenantTurns turns;
    private final Relay relay;

    Once(OnceOnly onceOnly, TenantTurns turns, Relay relay) {
        this.onceOnly = onceOnly;
        this.turns = turns;
        this.relay = relay;
    }

    /**
     * What there is to do.
     *
     * @param answer what the client is told when {@code store} has been committed
     * @param secret the same, this once: it isn't kept, and a repeated call is answered without it
     */
    public record Work(JsonNode answer, Consumer<Handle> store, Map<String, String> secret) {
        public Work(JsonNode answer, Consumer<Handle> store) {
            this(answer, store, Map.of());
        }
    }

    /** Answers 201 with the place of what was created. */
    public ResponseEntity<JsonNode> created(
            Caller caller, Optional<String> key, String path, JsonNode body, Supplier<Work> work) {
        return run(HttpStatus.CREATED, caller, key, path, body, work);
    }

    /** Answers 200: all that there was to do is done. */
    public ResponseEntity<JsonNode> done(
            Caller caller, Optional<String> key, String path, JsonNode body, Supplier<Work> work) {
        return run(HttpStatus.OK, caller, key, path, body, work);
    }

    /** Answers 202: it is stored, and will be acted on. */
    public ResponseEntity<JsonNode> accepted(
            Caller caller, Optional<String> key, String path, JsonNode body, Supplier<Work> work) {
        return run(HttpStatus.ACCEPTED, caller, key, path, body, work);
    }

    private ResponseEntity<JsonNode> run(
            HttpStatus status, Caller caller, Optional<String> key, String path, JsonNode body, Supplier<Work> work) {
        key.filter(text -> !text.matches(KEY)).ifPresent(text -> {
            throw Refusal.invalid(List.of(new Problem("Idempotency-Key", "must be 1 to 200 visible ASCII characters")));
        });
        Call call = Call.of(caller, key.orElse(null), path, TreeJson.bytes(body));
        if (caller.isOperator()) { // all of them are one tenant
            return run(status, call, work);
        }
        Semaphore turn = turns.take(caller.tenant());
        try {
            return run(status, call, work);
        } finally {
            turn.release();
        }
    }

    private ResponseEntity<JsonNode> run(HttpStatus status, Call call, Supplier<Work> work) {
        Optional<Result> earlier = onceOnly.earlier(call);
        if (earlier.isPresent()) {
            return answer(earlier.get(), Map.of());
        }
        Work todo = work.get();
        String answer = new String(TreeJson.bytes(todo.answer()), StandardCharsets.UTF_8);
        Result result = onceOnly.run(call, status.value(), answer, todo.store());
        relay.deliverSoon();
        return answer(result, todo.secret());
    }

    private static ResponseEntity<JsonNode> answer(Result result, Map<String, String> secret) {
        return switch (result) {
            case Result.Answered answered -> {
                ObjectNode body = TreeJson.readOwn(answered.answer());
                ResponseEntity.BodyBuilder response = ResponseEntity.status(answered.status());
                if (answered.status() == HttpStatus.CREATED.value()) {
                    response.location(URI.create(body.path("href").textValue()));
                }
                if (!answered.replayed() && !secret.isEmpty()) {
                    secret.forEach(body::put);
                    response.cacheControl(CacheControl.noStore());
                }
                yield response.contentType(MediaType.APPLICATION_JSON).body(body);
            }
            case Result.OtherPayload other ->
                throw Refusal.of(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotencyKey",
                        "this Idempotency-Key came with another payload before: take a new key for a new request");
            case Result.InFlight inFlight ->
                throw Refusal.conflict(
                        "the first request with this Idempotency-Key is not answered yet: send it again");
        };
    }
}
