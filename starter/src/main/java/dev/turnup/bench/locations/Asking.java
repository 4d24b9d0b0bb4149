package dev.turnup.bench.locations;

import dev.turnup.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Times questions one after the other; what is asked first warms up and doesn't count. */
final class Asking {
    private Asking() {}

    static <T> Figures of(List<T> questions, Function<T, ?> ask) {
        int warmUp = questions.size() / 2;
        int answered = 0;
        for (T question : questions.subList(0, warmUp)) {
            answered += ask.apply(question) == null ? 0 : 1;
        }
        List<Long> nanos = new ArrayList<>();
        long begun = System.nanoTime();
        for (T question : questions.subList(warmUp, questions.size())) {
            long start = System.nanoTime();
            answered += ask.apply(question) == null ? 0 : 1;
            nanos.add(System.nanoTime() - start);
        }
        if (answered < questions.size()) {
            throw new IllegalStateException((questions.size() - answered) + " questions got no answer");
        }
        return Figures.of(nanos, System.nanoTime() - begun);
    }
}
