package dev.turnup.relay;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Temporal of all that it has yet to be told of, many at once. What can't be told stays untold and is tried again later.
 *
 * @param untold so many of them at the most, the most urgent first; none that were told
 * @param isTold tells one; false, or a RuntimeException that goes to the log, where it was not told. Telling twice must do no harm
 * @param name of one, for the log
 */
public record Telling<T>(IntFunction<List<T>> untold, Predicate<T> isTold, Function<T, String> name) {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
    private static final int IN_FLIGHT = 32;

    /** How many were told. */
    public int tell() {
        int told = 0;
        for (List<T> next = next(); !next.isEmpty(); next = next()) {
            int now = tell(next);
            told += now;
            if (now < next.size()) {
                break; // Temporal is away, or another process is quicker
            }
        }
        return told;
    }

    private List<T> next() {
        return untold.apply(IN_FLIGHT);
    }

    private int tell(List<T> some) {
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            some.forEach(one -> threads.execute(() -> {
                if (tell(one)) {
                    told.incrementAndGet();
                }
            }));
        }
        return told.get();
    }

    private boolean tell(T one) {
        try {
            return isTold.test(one);
        } catch (RuntimeException e) {
            LOG.warn("{} was not told; it is tried again: {}", name.apply(one), e.toString());
            return false;
        }
    }
}
