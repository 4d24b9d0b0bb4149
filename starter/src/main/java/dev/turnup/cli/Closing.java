package dev.turnup.cli;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed last first: by the command, or when the process is told to end. */
final class Closing implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private boolean closed;

    /** Closes it right away where the end came first. */
    synchronized <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        if (closed) {
            close();
        }
        return resource;
    }

    void atExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "closing"));
    }

    @Override
    public synchronized void close() {
        closed = true;
        while (!open.isEmpty()) {
            closeQuietly(open.pop());
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            System.err.println("Turnup could not close " + resource.getClass().getSimpleName() + ": " + e);
        }
    }
}
