package dev.turnup.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What came in from outside and was not acted on yet. Update handlers only put it here; the order's own loop takes it. */
final class Inbox {
    private final Deque<CancelRequest> cancels = new ArrayDeque<>();
    private final Set<String> seen = new LinkedHashSet<>();
    private final List<Decision> decisions = new ArrayList<>();
    private final Deque<QueueNotice> notices = new ArrayDeque<>();
    private final Set<String> wakes = new LinkedHashSet<>();

    /** The same request may come from the database and as an update. */
    void put(CancelRequest request) {
        if (request.id().isEmpty() || seen.add(request.id())) {
            cancels.add(request);
        }
    }

    void put(Decision decision) {
        decisions.add(decision);
    }

    void put(Wake wake) {
        wakes.add(wake.step());
    }

    void put(QueueNotice notice) {
        notices.add(notice);
    }

    boolean hasNotice() {
        return !notices.isEmpty();
    }

    @Nullable
    QueueNotice nextNotice() {
        return notices.poll();
    }

    boolean hasCancel() {
        return !cancels.isEmpty();
    }

    @Nullable
    CancelRequest nextCancel() {
        return cancels.poll();
    }

    boolean hasDecision(String step) {
        return decisions.stream().anyMatch(decision -> decision.step().equals(step));
    }

    /** The oldest about this step. */
    Optional<Decision> takeDecision(String step) {
        Optional<Decision> oldest = decisions.stream()
                .filter(decision -> decision.step().equals(step))
                .findFirst();
        oldest.ifPresent(decisions::remove);
        return oldest;
    }

    /** All about this step, the oldest first. */
    List<Decision> takeDecisions(String step) {
        return Stream.generate(() -> takeDecision(step))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .toList();
    }

    /** What nobody has taken, for the next run. */
    List<Decision> decisions() {
        return List.copyOf(decisions);
    }

    boolean isAwake(String step) {
        return wakes.contains(step);
    }

    void sleepAgain(String step) {
        wakes.remove(step);
    }
}
