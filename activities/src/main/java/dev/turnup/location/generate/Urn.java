package dev.turnup.location.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Things that are drawn as often as their weight says, and put back. */
final class Urn<T> {
    private final List<T> things;
    private final int[] upTo;

    private Urn(List<T> things, int[] upTo) {
        this.things = things;
        this.upTo = upTo;
    }

    static <R, T> Urn<T> of(List<R> rows, ToIntFunction<R> weight, Function<R, T> thing) {
        List<T> things = new ArrayList<>();
        int[] upTo = new int[rows.size()];
        int sum = 0;
        for (R row : rows) {
            sum += weight.applyAsInt(row);
            upTo[things.size()] = sum;
            things.add(thing.apply(row));
        }
        return new Urn<>(List.copyOf(things), upTo);
    }

    T draw(Dice dice) {
        int lot = dice.below(upTo[upTo.length - 1]);
        int at = Arrays.binarySearch(upTo, lot);
        return things.get(at < 0 ? -at - 1 : at + 1);
    }
}
