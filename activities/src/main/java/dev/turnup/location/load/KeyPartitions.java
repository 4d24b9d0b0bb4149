package dev.turnup.location.load;

import dev.turnup.location.store.Buckets;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;

/** Sorts keys into buckets through files on disk, by their top bits first, so that few of them are in memory at a time. */
final class KeyPartitions implements AutoCloseable {
    private static final int BITS = 6;
    private static final int FIRST_BITS = Long.SIZE - BITS;

    private final Path folder;
    private final DataOutputStream[] files = new DataOutputStream[1 << BITS];

    KeyPartitions() throws IOException {
        folder = Files.createTempDirectory("turnup-keys");
        for (int n = 0; n < files.length; n++) {
            files[n] = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file(n)), 32 * 1024));
        }
    }

    private Path file(int partition) {
        return folder.resolve(String.valueOf(partition));
    }

    void add(long key, int row) throws IOException {
        DataOutputStream file = files[(int) (key >>> FIRST_BITS)];
        file.writeLong(key);
        file.writeInt(row);
    }

    /** One bucket that isn't empty. */
    interface EachBucket {
        void accept(int bucket, byte[] entries) throws SQLException;
    }

    /** All buckets in ascending order; nothing is added afterwards. */
    void forEachBucket(EachBucket each) throws IOException, SQLException {
        for (int n = 0; n < files.length; n++) {
            files[n].close();
            ByteBuffer unsorted = ByteBuffer.wrap(Files.readAllBytes(file(n)));
            int first = n << (Buckets.BITS - BITS);
            byte[][] buckets = buckets(unsorted, first);
            for (int bucket = 0; bucket < buckets.length; bucket++) {
                if (buckets[bucket].length > 0) {
                    each.accept(first + bucket, buckets[bucket]);
                }
            }
        }
    }

    private static byte[][] buckets(ByteBuffer unsorted, int first) {
        int[] counts = new int[1 << (Buckets.BITS - BITS)];
        for (int at = 0; at < unsorted.limit(); at += Buckets.ENTRY) {
            counts[Buckets.of(unsorted.getLong(at)) - first]++;
        }
        byte[][] buckets = new byte[counts.length][];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            buckets[bucket] = new byte[counts[bucket] * Buckets.ENTRY];
        }
        for (int at = 0; at < unsorted.limit(); at += Buckets.ENTRY) {
            int bucket = Buckets.of(unsorted.getLong(at)) - first;
            unsorted.get(at, buckets[bucket], --counts[bucket] * Buckets.ENTRY, Buckets.ENTRY);
        }
        return buckets;
    }

    @Override
    public void close() throws IOException {
        for (DataOutputStream file : files) {
            file.close();
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
