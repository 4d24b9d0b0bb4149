package dev.turnup.location.address;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/** Looks for the building that a person means in a list that is filed under {@link Keys}. */
public final class Search {
    /** A street that is misspelled may have others in its city that are spelled as likely. */
    private static final List<Step> STEPS = List.of(
            new Step(TypedAddress::postalCodeKeys, Ranking::certain),
            new Step(TypedAddress::cityAndStreetKeys, Ranking::isExact),
            new Step(TypedAddress::cityKeys, Ranking::certain),
            new Step(TypedAddress::streetKeys, Ranking::certain));

    private record Step(Function<TypedAddress, long[]> keys, Predicate<Ranking<?>> isEnough) {}

    private Search() {}

    /**
     * The buildings that explain the text best. It is asked for ever more until one is certain: by postal code, by city and street,
     * by city, by street; at each step all are seen that a better answer could be confused with.
     *
     * @param byKeys all buildings with one of these keys, as {@link Keys#isAmong} has it
     * @throws IllegalArgumentException for a text of more than 500 characters
     */
    public static <T> Ranking<T> find(
            String text, Function<Set<Long>, List<T>> byKeys, Function<? super T, ListedAddress> address) {
        TypedAddress typed = TypedAddress.of(text);
        Set<Long> keys = new LinkedHashSet<>();
        Ranking<T> ranking = Ranking.of(typed, List.of(), address);
        for (Step step : STEPS) {
            long[] more = step.keys.apply(typed);
            if (more.length > 0) {
                LongStream.of(more).forEach(keys::add);
                ranking = Ranking.of(typed, byKeys.apply(keys), address);
                if (step.isEnough.test(ranking)) {
                    return ranking;
                }
            }
        }
        return ranking;
    }
}
