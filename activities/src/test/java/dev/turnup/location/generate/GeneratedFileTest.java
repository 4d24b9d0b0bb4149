package dev.turnup.location.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedFileTest {
    private static final String SHA_256_OF_10000_ROWS_OF_SEED_1 =
            "df8b0fd79beafca5e973d70342ab907b79785ac0f69678dc867e3b41bf25a5af";

    @TempDir
    Path folder;

    @Test
    void aSeedGivesTheSameTextOnEveryMachine() throws Exception {
        assertThat(sha256(write("list.csv", 1))).isEqualTo(SHA_256_OF_10000_ROWS_OF_SEED_1);
        assertThat(sha256(write("other.csv", 2))).isNotEqualTo(SHA_256_OF_10000_ROWS_OF_SEED_1);
    }

    @Test
    void aCompressedFileHoldsTheSameTextAndNoTime() throws IOException {
        Path compressed = write("list.csv.gz", 1);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(compressed))) {
            assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(write("list.csv", 1)));
        }
        assertThat(Files.readAllBytes(compressed)).startsWith(0x1f, 0x8b, 8, 0, 0, 0, 0, 0);
    }

    @Test
    void rowsHaveTheColumnsOfTheHeader() throws IOException {
        List<String> lines = Files.readAllLines(write("list.csv", 1));
        assertThat(lines.getFirst())
                .isEqualTo("id,street,city,region,postal_code,country,latitude,longitude,"
                        + "technology,max_speed_mbps,lead_time_days,capacity_mbps");
        assertThat(lines).hasSize(10_001).allMatch(line -> line.split(",").length == 12);
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.matches(".*,-?\\d+\\.\\d{6},-?\\d+\\.\\d{6},[a-z;-]+,[\\d;]+,[\\d;]+,\\d+"));
    }

    @Test
    void progressIsToldInRows() throws IOException {
        List<Long> told = new ArrayList<>();
        long rows = new GeneratedFile(new LocationGenerator(25_000, 1)).write(folder.resolve("list.csv"), told::add);
        assertThat(rows).isEqualTo(25_000);
        assertThat(told).containsExactly(10_000L, 20_000L, 25_000L);
    }

    private Path write(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        new GeneratedFile(new LocationGenerator(10_000, seed)).write(file, rows -> {});
        return file;
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
