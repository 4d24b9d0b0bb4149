package dev.turnup.windows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.LimitedWork;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowOrder;
import dev.turnup.intake.WindowReads.WindowProduct;
import dev.turnup.intake.WindowReads.WindowRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** More speed for an event: from one instant to another, and surely back. */
@OnIntake
@RestController
@RequestMapping(EventWindows.PATH)
@Tag(name = "Event windows")
class EventWindows {
    static final String PATH = "/api/v1/windows";

    private final WindowBooking booking;
    private final WindowChanging changing;
    private final WindowReads windows;
    private final Once once;
    private final InstantSource clock;

    EventWindows(WindowBooking booking, WindowChanging changing, WindowReads windows, Once once, InstantSource clock) {
        this.booking = booking;
        this.changing = changing;
        this.windows = windows;
        this.once = once;
        this.clock = clock;
    }

    @PostMapping
    @Operation(
            operationId = "createEventWindow",
            summary = "Book more speed for a time",
            description =
                    "The capacity is reserved and the price quoted. The raise begins before the start, so that it is "
                            + "verified by then; at the end the usual speed comes back. Times are on the clocks of the time "
                            + "zone, without an offset; of one that the clocks show twice the first is meant.")
    ResponseEntity<JsonNode> create(
            Caller caller, @RequestHeader("Idempotency-Key") Optional<String> key, @RequestBody JsonNode body) {
        if (caller.isOperator()) {
            throw Refusal.role("windows are booked with a customer's key");
        }
        return once.created(
                caller, key, PATH, body, () -> LimitedWork.of(caller.tenant(), booking.work(caller.tenant(), body)));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveEventWindow", summary = "Read a window")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        WindowRow window = windows.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("window", id));
        return ResponseEntity.ok(query.allow().select(answers(List.of(window)).getFirst()));
    }

    @GetMapping
    @Operation(operationId = "listEventWindow", summary = "List windows, the newest first")
    @Parameter(name = "id")
    @Parameter(name = "state")
    ResponseEntity<JsonNode> list(Caller caller, ListQuery query) {
        query.allow("id", "state");
        Scope scope = Scope.of(caller);
        String id = query.filter("id");
        String state = query.filter("state");
        return query.answer(answers(windows.list(scope, id, state, query.page())), windows.count(scope, id, state));
    }

    @PostMapping("/{id}/extend")
    @Operation(
            operationId = "extendEventWindow",
            summary = "Let a window end later",
            description = "Before its end; the capacity is reserved for the longer time, and the price quoted anew.")
    ResponseEntity<JsonNode> extend(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return once.accepted(caller, key, PATH + "/" + id + "/extend", body, () -> changing.extend(caller, id, body));
    }

    @PostMapping("/{id}/cancel")
    @Operation(
            operationId = "cancelEventWindow",
            summary = "End a window",
            description =
                    "Before its raise nothing happens any more; during the window the usual speed comes back at once.")
    ResponseEntity<JsonNode> cancel(
            Caller caller,
            @PathVariable String id,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestBody JsonNode body) {
        return once.accepted(caller, key, PATH + "/" + id + "/cancel", body, () -> changing.cancel(caller, id, body));
    }

    private List<ObjectNode> answers(List<WindowRow> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> ids = rows.stream().map(WindowRow::id).toList();
        Map<String, List<WindowProduct>> products =
                windows.products(ids).stream().collect(Collectors.groupingBy(WindowProduct::windowId));
        Map<String, List<WindowOrder>> orders =
                windows.orders(ids).stream().collect(Collectors.groupingBy(WindowOrder::windowId));
        return rows.stream()
                .map(row -> new WindowAnswer(
                                row,
                                products.getOrDefault(row.id(), List.of()),
                                orders.getOrDefault(row.id(), List.of()),
                                clock.instant())
                        .json())
                .toList();
    }
}
