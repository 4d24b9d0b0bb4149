package dev.turnup.location.load;

import static dev.turnup.location.load.Lists.HEADER;
import static dev.turnup.location.load.Lists.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.database.Database;
import dev.turnup.database.TestDatabase;
import dev.turnup.location.file.LocationFile;
import dev.turnup.location.file.WrongFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that can't be used are listed by number and reason, and cost nobody else. */
class RejectsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            B,1 Oak St,X,IL,62701,US,91,0,fiber,100,0,                | latitude '91' is not between -90 and 90 degrees
            B,1 Oak St,X,IL,62701,US,NaN,0,fiber,100,0,               | latitude 'NaN' is not between -90 and 90 degrees
            B,1 Oak St,X,IL,62701,US,1,181,fiber,100,0,               | longitude '181' is not between -180 and 180 degrees
            B,1 Oak St,X,IL,62701,US,1,2,fiber,100                    | 10 columns instead of 12
            B,1 Oak St,X,IL,62701,US,1,2,fiber,100,0,,                | 13 columns instead of 12
            ,1 Oak St,X,IL,62701,US,1,2,fiber,100,0,                  | id is empty
            B/1,1 Oak St,X,IL,62701,US,1,2,fiber,100,0,               | id 'B/1' has characters other than ASCII letters, digits and signs but /
            B,1 Oak\tSt,X,IL,62701,US,1,2,fiber,100,0,                | street has control characters
            B,1 Oak St,,IL,62701,US,1,2,fiber,100,0,                  | city is empty
            B,1 Oak St,X,IL,62701,ßa,1,2,fiber,100,0,                 | country 'ßa' is not two letters (ISO 3166)
            B,1 Oak St,X,IL,62701,USA,1,2,fiber,100,0,                | country is longer than 2 characters
            B,1 Oak St,X,IL,62701,US,1,2,pigeon,100,0,                | technology 'pigeon' is none of coax, fiber, fiber-build, fixed-wireless, none
            B,1 Oak St,X,IL,62701,US,1,2,fiber,fast,0,                | max_speed_mbps 'fast' is not a whole number from 1 to 1000000
            B,1 Oak St,X,IL,62701,US,1,2,none,100,0,                  | max_speed_mbps '100' is not a whole number from 0 to 0
            B,1 Oak St,X,IL,62701,US,1,2,fiber,100,-1,                | lead_time_days '-1' is not a whole number from 0 to 3650
            B,1 Oak St,X,IL,62701,US,1,2,fiber,100,0,99               | capacity_mbps '99' is not a whole number from 100 to 1000000000
            B,1 Oak St,X,IL,62701,US,1,2,fiber;coax,100,0,            | technology, max_speed_mbps and lead_time_days must list the same, up to five, ways of access
            B,"1 Oak St,X,IL,62701,US,1,2,fiber,100,0,                | the line is not CSV: a quote is not closed, or stands inside a field
            B,"1" Oak St,X,IL,62701,US,1,2,fiber,100,0,               | the line is not CSV: a quote is not closed, or stands inside a field
            """)
    void aLineSaysWhatIsWrongWithIt(String line, String reason) throws IOException {
        assertThat(entries(HEADER + line.replace("\\t", "\t") + "\n" + row("B-1", "1 Oak St", 100)))
                .containsExactly("2: " + reason, "3: B-1");
    }

    @Test
    void brokenEncodingsEmptyLinesAndDuplicates() throws IOException {
        try (Database database = TestDatabase.H2.open("turnup")) {
            Lists lists = new Lists(folder, database);
            byte[] latin1 = (HEADER + row("B-1", "1 Rue Principale", 100) + row("B-2", "2 Rue Sainté", 100) + "\n"
                            + row("B-1", "3 Rue Principale", 100) + row("B-4", "4 Rue Principale", 100))
                    .getBytes(StandardCharsets.ISO_8859_1);

            lists.load(lists.file(latin1), false);

            assertThat(lists.rejected())
                    .containsExactly("line,reason", "3,the line is not UTF-8", "5,id 'B-1' was in an earlier line");
            assertThat(lists.at("B-1").address().street()).isEqualTo("1 Rue Principale");
            assertThat(lists.has("B-4")).isTrue();
        }
    }

    @Test
    void aFullDiskIsNotBlamedOnTheListAndChangesNothing() throws IOException {
        try (Database database = TestDatabase.H2.open("turnup")) {
            Lists lists = new Lists(folder, database);
            Files.createSymbolicLink(lists.rejects(), Path.of("/dev/full"));

            assertThatThrownBy(() -> lists.load(HEADER + row("B-1", "1 Oak St", 100) + "B-2,nowhere\n"))
                    .isInstanceOf(ImportRefused.class)
                    .hasMessageContaining("The list of rejected lines " + lists.rejects() + " can't be written");
            assertThat(lists.has("B-1")).isFalse();
        }
    }

    @Test
    void aFolderWhereNoKeysCanBeSortedIsNamed() {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> new KeyPartitions(nowhere))
                .isInstanceOf(ImportRefused.class)
                .hasMessageContaining("The keys can't be sorted in the folder " + nowhere);
    }

    @Test
    void aLineOfTwoGigabytesCostsNoMemory() throws IOException {
        InputStream file = new SequenceInputStream(java.util.Collections.enumeration(
                List.of(bytes(HEADER), new Endless(2L << 30), bytes("\n" + row("B-1", "1 Oak St", 100)))));

        try (LocationFile lines = LocationFile.open(file, Map.of())) {
            assertThat(Objects.requireNonNull(lines.next()).problem()).isEqualTo("the line is longer than 16384 bytes");
            assertThat(Objects.requireNonNull(lines.next()).location()).isNotNull();
            assertThat(lines.next()).isNull();
        }
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many times the letter x. */
    private static final class Endless extends InputStream {
        private long left;

        Endless(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int some = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + some, (byte) 'x');
            left -= some;
            return some == 0 && length > 0 ? -1 : some;
        }
    }

    @Test
    void theProvidersOwnColumnsAreMapped() throws IOException {
        String text =
                "\uFEFFBLDG;x,Street,city,region,ZIP5,country,latitude,longitude,technology,max_speed_mbps,lead_time_days\n"
                        + "B-1,1 Oak St,Springfield,IL,62701,US,39.78,-89.65,fiber,100,0\n";

        try (LocationFile file = LocationFile.open(bytes(text), Map.of("id", "bldg;X", "postal_code", "zip5"))) {
            assertThat(Objects.requireNonNull(
                                    Objects.requireNonNull(file.next()).location())
                            .address()
                            .postalCode())
                    .isEqualTo("62701");
        }
        assertThatThrownBy(() -> LocationFile.open(bytes(text), Map.of("id", "bldg;x")))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("the header has no column 'postal_code'")
                .hasMessageContaining("--column postal_code=NAME");
        assertThatThrownBy(() -> LocationFile.open(bytes(text), Map.of("zip", "ZIP5")))
                .isInstanceOf(WrongFile.class)
                .hasMessageContaining("there is no column 'zip' to map");
        assertThatThrownBy(() -> LocationFile.open(bytes(""), Map.of()))
                .isInstanceOf(WrongFile.class)
                .hasMessage("the file is empty");
    }

    private static List<String> entries(String text) throws IOException {
        try (LocationFile file = LocationFile.open(bytes(text), Map.of())) {
            List<String> entries = new java.util.ArrayList<>();
            for (LocationFile.Entry entry = file.next(); entry != null; entry = file.next()) {
                entries.add(entry.line() + ": "
                        + (entry.location() == null
                                ? entry.problem()
                                : entry.location().id()));
            }
            return entries;
        }
    }
}
