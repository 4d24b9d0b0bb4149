package dev.turnup.order;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came in from outside and was not acted on yet. Update handlers only put it here; the order's own loop takes it. */
final class Inbox {
    private final Deque<CancelRequest> cancels = new ArrayDeque<>();
    private final Map<String, Decision> decisions = new LinkedHashMap<>();
    private final Deque<QueueNotice> notices = new ArrayDeque<>();
    private final Set<String> wakes = new LinkedHashSet<>();

    void put(CancelRequest request) {
        cancels.add(request);
    }

    void put(Decision decision) {
        decisions.put(decision.step(), decision);
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
        return decisions.containsKey(step);
    }

    Optional<Decision> takeDecision(String step) {
        return Optional.ofNullable(decisions.remove(step));
    }

    boolean isAwake(String step) {
        return wakes.contains(step);
    }

    void sleepAgain(String step) {
        wakes.remove(step);
    }
}
