package dev.turnup.bench.locations;

import dev.turnup.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Times questions one after the other; what is asked first warms up and doesn't count. */
final class Asking {
    private Asking() {}

    static <T> Figures of(List<T> questions, Consumer<T> ask) {
        int warmUp = questions.size() / 2;
        questions.subList(0, warmUp).forEach(ask);
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        for (T question : questions.subList(warmUp, questions.size())) {
            long start = System.nanoTime();
            ask.accept(question);
            nanos.add(System.nanoTime() - start);
        }
        return Figures.of(nanos, System.nanoTime() - begun);
    }
}
