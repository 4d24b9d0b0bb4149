package dev.turnup.location.load;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.turnup.location.store.RowKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** By what a file is known again, together with how its columns are read and how its rows are filed. */
final class Digest {
    private Digest() {}

    static String of(Path file, Map<String, String> names, LocationImport.Progress progress) throws IOException {
        Hasher hasher = Hashing.sha256()
                .newHasher()
                .putInt(RowKeys.VERSION)
                .putString(new TreeMap<>(names).toString(), StandardCharsets.UTF_8);
        long size = Files.size(file);
        byte[] piece = new byte[1024 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            long done = 0;
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                hasher.putBytes(piece, 0, read);
                progress.at("checking", done += read, size, 0);
            }
        }
        return hasher.hash().toString();
    }
}
