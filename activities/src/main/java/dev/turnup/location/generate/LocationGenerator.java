package dev.turnup.location.generate;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A list of made-up buildings at plausible addresses of the USA and Canada. The same arguments give the same list on
 * every machine, no address occurs twice, and memory does not grow with the count.
 *
 * <p>Each revision has lost about 0.5 % of the buildings of the one before and 1 % have other speeds; exactly
 * {@code count / 200} are new, at the end. Towns, addresses and ids stay.
 *
 * @param count of buildings in revision 0, up to 90 million
 * @param revision from 0 to 20
 */
public record LocationGenerator(long count, long seed, int revision) {
    private static final long MOST_BUILDINGS = 90_000_000;
    private static final int LAST_REVISION = 20;
    private static final int ONE_NEW_PER = 200;

    public LocationGenerator {
        if (count < 1 || count > MOST_BUILDINGS) {
            throw new IllegalArgumentException("count is " + count + ", must be from 1 to " + MOST_BUILDINGS);
        }
        if (revision < 0 || revision > LAST_REVISION) {
            throw new IllegalArgumentException("revision is " + revision + ", must be from 0 to " + LAST_REVISION);
        }
    }

    public LocationGenerator(long count, long seed) {
        this(count, seed, 0);
    }

    /** The buildings, ids ascending; each stream makes them anew. */
    public Stream<GeneratedBuilding> buildings() {
        List<Area> areas = Area.all();
        Drift drift = new Drift(seed, revision);
        return IntStream.rangeClosed(0, revision)
                .boxed()
                .flatMap(since -> built(areas, since)
                        .mapMulti(
                                (building, list) -> drift.apply(building, since).ifPresent(list)));
    }

    private Stream<GeneratedBuilding> built(List<Area> areas, int since) {
        long share = since == 0 ? count : count / ONE_NEW_PER;
        long first = since == 0 ? 1 : count + (since - 1) * share + 1;
        return Allotment.share(areas, share, first, Dice.hash(seed, since)).stream()
                .mapMulti((allotment, list) ->
                        new Town(allotment, Dice.of(seed, since, allotment.first())).build(letter(since), list));
    }

    /** Later buildings have a letter of their own behind the number, so that their addresses are new. */
    private static String letter(int since) {
        return since == 0 ? "" : Character.toString('A' + since);
    }
}
