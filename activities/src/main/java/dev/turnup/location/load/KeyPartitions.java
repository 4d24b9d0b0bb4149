package dev.turnup.location.load;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.turnup.location.store.Buckets;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Sorts keys into buckets through files on disk, by their top bits first, so that few of them are in memory at a time. The
 * files have no name from the start (on Windows from their end on), so that none is left of a process that is killed.
 */
final class KeyPartitions implements AutoCloseable {
    private static final int BITS = 6;
    private static final int FIRST_BITS = Long.SIZE - BITS;

    private final FileChannel[] files = new FileChannel[1 << BITS];
    private final DataOutputStream[] writers = new DataOutputStream[files.length];

    private final Path folder;

    /** @throws ImportRefused, as all methods, where the folder can't take or give the files */
    KeyPartitions(Path folder) {
        this.folder = folder;
        try {
            for (int n = 0; n < files.length; n++) {
                Path file = Files.createTempFile(folder, "turnup-keys", null);
                files[n] = FileChannel.open(file, READ, WRITE, DELETE_ON_CLOSE);
                writers[n] =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(files[n]), 32 * 1024));
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    private ImportRefused refused(IOException e) {
        return new ImportRefused(
                "The keys can't be sorted in the folder " + folder + ": " + e.getMessage() + ".",
                "Nothing has changed. Make room there, 72 bytes for each building, or name another folder"
                        + " (TURNUP_JAVA_OPTS=-Djava.io.tmpdir=FOLDER); then import the file again.",
                e);
    }

    void add(long key, int row) {
        DataOutputStream writer = writers[(int) (key >>> FIRST_BITS)];
        try {
            writer.writeLong(key);
            writer.writeInt(row);
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** One bucket that isn't empty. */
    interface EachBucket {
        void accept(int bucket, byte[] entries) throws SQLException;
    }

    /** All buckets in ascending order; nothing is added afterwards. */
    void forEachBucket(EachBucket each) throws SQLException {
        for (int n = 0; n < files.length; n++) {
            ByteBuffer unsorted = ByteBuffer.wrap(all(n));
            int first = n << (Buckets.BITS - BITS);
            byte[][] buckets = buckets(unsorted, first);
            for (int bucket = 0; bucket < buckets.length; bucket++) {
                if (buckets[bucket].length > 0) {
                    each.accept(first + bucket, buckets[bucket]);
                }
            }
        }
    }

    private byte[] all(int n) {
        try {
            writers[n].flush();
            return Channels.newInputStream(files[n].position(0)).readAllBytes();
        } catch (IOException e) {
            throw refused(e);
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
        for (FileChannel file : files) {
            file.close();
        }
    }
}
