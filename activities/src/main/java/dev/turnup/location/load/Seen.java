package dev.turnup.location.load;

import java.util.Arrays;

/**
 * What is in the live list and in the file, by hashes: 12 bytes for each building in tables that are up to two thirds full. It
 * grows shard by shard, so that the copy that is being made is small. It takes half of the process's memory at most, since the
 * process may have orders to run beside it.
 */
final class Seen {
    private static final int SHARDS = 64;
    private static final int FIRST_SIZE = 64;
    private static final int IN_FILE = 1; // the lowest bit of the content's hash says where it was seen

    private static final int ENTRY = Long.BYTES + Integer.BYTES;

    private final Shard[] shards = new Shard[SHARDS];
    private final long memory;
    private final long most;
    private long count;
    private long gone;

    /**
     * @param memory of this process, in bytes
     * @param live how many buildings the live list has
     * @throws ImportRefused where these alone are too many
     */
    Seen(long memory, long live) {
        this.memory = memory;
        most = Long.highestOneBit(memory / 2 / ENTRY / SHARDS) * SHARDS * 2 / 3;
        requireRoom(live);
        Arrays.setAll(shards, n -> new Shard());
    }

    private void requireRoom(long buildings) {
        if (buildings > most) {
            throw new ImportRefused(
                    "This process has %,d MB of memory, in which the live list and the new one may have %,d buildings together."
                            .formatted(memory >> 20, most),
                    "Nothing has changed. Start it with more (TURNUP_JAVA_OPTS=-Xmx%dm), and import the file again."
                            .formatted(Long.highestOneBit(memory >> 20) * 4));
        }
    }

    /** What a row of the file is beside the live list. */
    enum Novelty {
        ADDED,
        CHANGED,
        SAME,
        TWICE
    }

    /** A building of the live list. */
    void live(long id, int content) {
        requireRoom(++count);
        shard(id).put(id, content & ~IN_FILE);
        gone++;
    }

    /** A building of the file; throws ImportRefused where it is one too many. */
    Novelty file(long id, int content) {
        Shard shard = shard(id);
        int at = shard.find(id);
        boolean known = shard.keys[at] == id;
        int before = shard.contents[at];
        if (known && (before & IN_FILE) != 0) {
            return Novelty.TWICE;
        }
        if (!known) {
            requireRoom(++count);
        }
        shard.put(id, content | IN_FILE);
        if (!known) {
            return Novelty.ADDED;
        }
        gone--;
        return before == (content & ~IN_FILE) ? Novelty.SAME : Novelty.CHANGED;
    }

    /** Whether the file, once it is read, has it. */
    boolean isInFile(long id) {
        Shard shard = shard(id);
        int at = shard.find(id);
        return shard.keys[at] == id && (shard.contents[at] & IN_FILE) != 0;
    }

    /** How many of the live list the file hasn't named so far. */
    long gone() {
        return gone;
    }

    private Shard shard(long id) {
        return shards[(int) (id & (SHARDS - 1))];
    }

    private static final class Shard {
        private long[] keys = new long[FIRST_SIZE]; // 0 is free: no id is ever hashed to it in practice
        private int[] contents = new int[FIRST_SIZE];
        private int count;

        int find(long key) {
            int at = (int) (key >>> 32) & (keys.length - 1);
            while (keys[at] != 0 && keys[at] != key) {
                at = (at + 1) & (keys.length - 1);
            }
            return at;
        }

        void put(long key, int content) {
            int at = find(key);
            if (keys[at] == 0) {
                if (count > keys.length * 2L / 3) {
                    grow();
                    at = find(key);
                }
                keys[at] = key;
                count++;
            }
            contents[at] = content;
        }

        private void grow() {
            long[] oldKeys = keys;
            int[] oldContents = contents;
            keys = new long[oldKeys.length * 2];
            contents = new int[oldKeys.length * 2];
            for (int n = 0; n < oldKeys.length; n++) {
                if (oldKeys[n] != 0) {
                    int at = find(oldKeys[n]);
                    keys[at] = oldKeys[n];
                    contents[at] = oldContents[n];
                }
            }
        }
    }
}
