package dev.turnup.e2e;

import java.util.ArrayDeque;
import java.util.Deque;

/** What tests have started or made: ended or removed, last first, when they are over or their process is told to end. */
final class Started implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    Started() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "end what tests started"));
    }

    synchronized <T extends AutoCloseable> T add(T one) {
        started.push(one);
        return one;
    }

    @Override
    @SuppressWarnings("CatchAndPrintStackTrace")
    public synchronized void close() {
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                e.printStackTrace(); // the others must end too
            }
        }
    }
}
