package dev.turnup.windows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.intake.WindowIntake;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.plan.Problem;
import dev.turnup.window.LocalTimes;
import dev.turnup.window.WindowState;
import dev.turnup.window.WindowTimes;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Extends and cancels windows. What has to follow in the network follows by the window's workflow. */
@OnIntake
@Component
class WindowChanging {
    private static final Set<WindowState> GOING =
            EnumSet.of(WindowState.reserved, WindowState.raising, WindowState.raised);

    private final WindowReads windows;
    private final InstantSource clock;

    WindowChanging(WindowReads windows, InstantSource clock) {
        this.windows = windows;
        this.clock = clock;
    }

    Work extend(Caller caller, String id, JsonNode body) {
        Instant now = now();
        WindowRow window = going(caller, id, now);
        List<Problem> problems = new ArrayList<>();
        String text = Part.whole(body, problems).requiredText("end").orElse(null);
        Optional<Instant> end = LocalTimes.instant("end", text, ZoneId.of(window.timeZone()), problems);
        end.ifPresent(at -> end(window, at, problems));
        if (!problems.isEmpty() || text == null || end.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        WindowRow longer = changed(window, window.state(), text, end.get(), null, null);
        return new Work(
                answer(longer, now),
                tx -> WindowBooking.refusing(() -> {
                    if (!new WindowIntake(tx).extend(window, text, end.get(), now)) {
                        throw Refusal.conflict("the window has just come to its end");
                    }
                }));
    }

    private static void end(WindowRow window, Instant end, List<Problem> problems) {
        if (end.isAfter(window.endAt())) {
            WindowTimes.end(window.startAt(), end, problems);
        } else {
            problems.add(new Problem(
                    "end", "must be later than the present end, " + window.endAt() + "; cancel it to end it sooner"));
        }
    }

    Work cancel(Caller caller, String id, JsonNode body) {
        Instant now = now();
        WindowRow window = going(caller, id, now);
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        String reason = part.text("reason", Part.LONGEST_REASON).orElse(null);
        if (reason != null && reason.isBlank()) {
            part.problem("reason", "must not be blank; it can be left out");
        }
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        boolean begun = !window.state().equals(WindowState.reserved.name());
        String state = begun ? window.state() : WindowState.cancelled.name();
        WindowRow cancelled = changed(window, state, window.localEnd(), window.endAt(), now, reason);
        return new Work(answer(cancelled, now), tx -> {
            if (!new WindowIntake(tx).cancel(window, caller.actor(), reason, now)) {
                throw Refusal.conflict("the window has just gone on: look at it, and cancel it again");
            }
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private WindowRow going(Caller caller, String id, Instant now) {
        WindowRow window = windows.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("window", id));
        if (!GOING.contains(WindowState.valueOf(window.state()))
                || !window.endAt().isAfter(now)) {
            throw Refusal.conflict("the window is " + window.state() + ", and its end was at " + window.endAt());
        }
        if (window.cancelledAt() != null) {
            throw Refusal.conflict("the window was cancelled at " + window.cancelledAt());
        }
        return window;
    }

    private JsonNode answer(WindowRow window, Instant now) {
        List<String> ids = List.of(window.id());
        return new WindowAnswer(window, windows.products(ids), windows.orders(ids), now).json();
    }

    private static WindowRow changed(
            WindowRow window,
            String state,
            String localEnd,
            Instant end,
            @Nullable Instant cancelledAt,
            @Nullable String reason) {
        return new WindowRow(
                window.id(),
                window.tenant(),
                window.name(),
                window.timeZone(),
                window.localStart(),
                localEnd,
                window.raiseAt(),
                window.startAt(),
                end,
                state,
                window.currency(),
                window.createdAt(),
                cancelledAt,
                reason,
                window.raisedAt(),
                window.returnedAt(),
                window.trouble());
    }
}
