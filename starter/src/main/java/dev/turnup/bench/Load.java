package dev.turnup.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntConsumer;

/**
 * Runs a task many times, so many at once.
 *
 * @param times how often
 * @param inFlight how many at once
 */
record Load(int times, int inFlight) {

    /** Runs the task, which gets its number from 0 on and returns when all has come to its end. */
    Figures run(IntConsumer task) throws InterruptedException {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        Semaphore free = new Semaphore(inFlight);
        List<Future<?>> runs = new ArrayList<>();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < times; n++) {
                free.acquire();
                int number = n;
                runs.add(threads.submit(() -> {
                    long start = System.nanoTime();
                    try {
                        task.accept(number);
                        nanos.add(System.nanoTime() - start);
                    } finally {
                        free.release();
                    }
                }));
            }
        }
        long whole = System.nanoTime() - begun;
        runs.forEach(Load::check);
        return Figures.of(nanos, whole);
    }

    private static void check(Future<?> run) {
        try {
            run.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a run failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
