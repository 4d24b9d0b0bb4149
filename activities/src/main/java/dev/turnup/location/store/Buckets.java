package dev.turnup.location.store;

import dev.turnup.location.address.Keys;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * How keys are stored: a bucket for the top bits of a key, in it key and row number of each entry in no order. Ten million
 * rows with six keys each fill a million buckets with sixty entries, which load in a fraction of the time of six indexes.
 */
public final class Buckets {
    /** A million: at ten million rows a bucket stays below a page. */
    public static final int BITS = 20;

    public static final int ENTRY = Long.BYTES + Integer.BYTES;

    private Buckets() {}

    public static int of(long key) {
        return (int) (key >>> (Long.SIZE - BITS));
    }

    /** The row numbers under these keys. */
    static void rows(byte[] entries, Set<Long> keys, IntConsumer row) {
        ByteBuffer bytes = ByteBuffer.wrap(entries);
        while (bytes.hasRemaining()) {
            long key = bytes.getLong();
            int n = bytes.getInt();
            if (Keys.isAmong(keys, key)) {
                row.accept(n);
            }
        }
    }
}
