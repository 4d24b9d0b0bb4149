package dev.turnup.location.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every building of the list is found by its address, plain and disturbed in one way. */
class DisturbedAddressesTest {
    private static final List<ListedAddress> ADDRESSES = read();
    private static final Buildings BUILDINGS = new Buildings(ADDRESSES);
    private static final Pattern WORD = Pattern.compile("\\p{L}{4,}");

    enum Disturbance {
        CAPITALS,
        UNIT,
        NO_POSTAL_CODE,
        NO_CITY,
        SWAPPED,
        TYPING_ERROR_IN_STREET,
        TYPING_ERROR_IN_CITY,
        TYPING_ERROR_IN_STREET_AND_NO_POSTAL_CODE;

        String of(ListedAddress a, Random random) {
            return switch (this) {
                case CAPITALS -> plain(a).toUpperCase(Locale.ROOT).replace(",", "");
                case UNIT ->
                    "%s Ste. %d, %s %s %s"
                            .formatted(a.street(), random.nextInt(900), a.city(), a.region(), a.postalCode());
                case NO_POSTAL_CODE -> a.street() + ", " + a.city() + ", " + a.region();
                case NO_CITY -> a.street() + " " + a.postalCode();
                case SWAPPED -> a.postalCode() + " " + a.city() + " " + a.region() + ", " + a.street();
                case TYPING_ERROR_IN_STREET ->
                    mistyped(a.street(), random) + ", " + a.city() + ", " + a.region() + " " + a.postalCode();
                case TYPING_ERROR_IN_CITY ->
                    a.street() + ", " + mistyped(a.city(), random) + ", " + a.region() + " " + a.postalCode();
                case TYPING_ERROR_IN_STREET_AND_NO_POSTAL_CODE ->
                    mistyped(a.street(), random) + ", " + a.city() + ", " + a.region();
            };
        }
    }

    @Test
    void finds_each_building_by_its_plain_address_and_is_certain() {
        assertThat(ADDRESSES)
                .hasSize(3669)
                .allSatisfy(address -> assertThat(BUILDINGS.find(plain(address)))
                        .returns(true, Ranking::certain)
                        .returns(address, ranking -> ranking.best().getFirst().candidate()));
    }

    @ParameterizedTest
    @EnumSource
    void finds_99_of_100_by_a_disturbed_address_and_is_never_wrong_and_certain(Disturbance disturbance) {
        var random = new Random(disturbance.ordinal());
        int first = 0;
        int certain = 0;
        for (var address : ADDRESSES) {
            var ranking = BUILDINGS.find(disturbance.of(address, random));
            boolean right = !ranking.best().isEmpty()
                    && ranking.best().getFirst().candidate().equals(address);
            first += right ? 1 : 0;
            certain += ranking.certain() ? 1 : 0;
            assertThat(right || !ranking.certain()).as(address.toString()).isTrue();
        }
        assertThat(first).isGreaterThanOrEqualTo(ADDRESSES.size() * 99 / 100);
        assertThat(certain).isGreaterThanOrEqualTo(ADDRESSES.size() * 98 / 100);
    }

    private static String plain(ListedAddress a) {
        return a.street() + ", " + a.city() + ", " + a.region() + " " + a.postalCode();
    }

    /** With a letter left out, put in, changed or swapped in one word of four letters or more, if there is one. */
    private static String mistyped(String text, Random random) {
        var words = WORD.matcher(text).results().toList();
        if (words.isEmpty()) {
            return text;
        }
        var word = words.get(random.nextInt(words.size()));
        int at = word.start() + random.nextInt(word.group().length() - 1);
        char letter = (char) ('a' + random.nextInt(26));
        var before = text.substring(0, at);
        return switch (random.nextInt(4)) {
            case 0 -> before + text.substring(at + 1);
            case 1 -> before + letter + text.substring(at);
            case 2 -> before + letter + text.substring(at + 1);
            default -> before + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
        };
    }

    private static List<ListedAddress> read() {
        var file = Objects.requireNonNull(DisturbedAddressesTest.class.getResourceAsStream("/data/buildings.csv.gz"));
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(field -> new ListedAddress(field[1], field[2], field[3], field[4], field[5]))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
