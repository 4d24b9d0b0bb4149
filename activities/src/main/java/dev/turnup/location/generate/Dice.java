package dev.turnup.location.generate;

/** SplitMix64 (Steele, Lea, Flood 2014), written out so that a seed gives the same numbers on every JDK. */
final class Dice {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    Dice(long seed) {
        state = seed;
    }

    /** Dice that depend on all of {@code parts}, and on their order. */
    static Dice of(long... parts) {
        return new Dice(hash(parts));
    }

    static long hash(long... parts) {
        long hash = GOLDEN_GAMMA;
        for (long part : parts) {
            hash = mix(hash ^ mix(part + GOLDEN_GAMMA));
        }
        return hash;
    }

    /** From 0 to {@code bound - 1}; {@code bound} up to 2^31. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    int between(int least, int most) {
        return least + below(most - least + 1);
    }

    boolean perMille(int chance) {
        return below(1000) < chance;
    }

    /** At least 0, less than 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    <T> T oneOf(T[] choices) {
        return choices[below(choices.length)];
    }

    private long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
