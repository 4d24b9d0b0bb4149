package dev.turnup.location.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways to type an address, and what is found by them in a short list of treacherous ones. */
class FindingTest {
    private static final Buildings BUILDINGS = new Buildings(list());

    @ParameterizedTest
    @CsvFileSource(resources = "/addresses/found.csv", delimiter = ';', numLinesToSkip = 1, quoteCharacter = '"')
    void finds_the_building_and_is_certain(String typed, String street, String city) {
        var ranking = BUILDINGS.find(typed);

        assertThat(ranking.best()).isNotEmpty();
        assertThat(ranking.best().getFirst().candidate())
                .returns(street, ListedAddress::street)
                .returns(city, ListedAddress::city);
        assertThat(ranking.certain()).isTrue();
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/addresses/found.csv", delimiter = ';', numLinesToSkip = 1, quoteCharacter = '"')
    void takes_decomposed_accents_and_capitals_as_the_same(String typed, String street, String city) {
        var decomposed = Normalizer.normalize(typed, Normalizer.Form.NFD).toUpperCase(java.util.Locale.ROOT);

        assertThat(BUILDINGS.find(decomposed)).isEqualTo(BUILDINGS.find(typed));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/addresses/asked.csv", delimiter = ';', numLinesToSkip = 1)
    void asks_where_something_speaks_against_it(String typed, String street, String region, String why) {
        var ranking = BUILDINGS.find(typed);

        assertThat(ranking.certain()).as(why).isFalse();
        assertThat(ranking.best())
                .anySatisfy(match -> assertThat(match.candidate())
                        .returns(street, ListedAddress::street)
                        .returns(region, ListedAddress::region));
    }

    @Test
    void asks_where_streets_that_begin_otherwise_are_as_likely() {
        var one = new ListedAddress("100 Broadway St", "Springfield", "IL", "62701", "US");
        var other = new ListedAddress("100 Brodwax St", "Springfield", "IL", "62702", "US");

        var ranking = new Buildings(List.of(one, other)).find("100 Brodway St, Springfield, IL");

        assertThat(ranking.certain()).isFalse();
        assertThat(ranking.best()).extracting(Match::candidate).containsExactlyInAnyOrder(one, other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "#",
                "-",
                "'; drop table buildings; --",
                "🏢🏢 🏢",
                "\u0000\u0007\u001b[31m",
                "\ud83d",
                "٣٥٠ ٥",
                "½ ¼",
                "1/2",
                "- 5 - / 7 /",
                "Main St",
                "10118",
                "st st st st",
                "470 B Ave NE, Walford IA 52351"
            })
    void finds_nothing_by_what_is_no_address(String typed) {
        assertThat(BUILDINGS.find(typed)).isEqualTo(new Ranking<>(List.of(), false));
    }

    /** From the last letters of the street on; a road with a number is found once that is typed. */
    @Test
    void shows_a_building_while_its_address_is_typed() {
        for (ListedAddress address : list()) {
            var street = address.street();
            var text = "%s, %s, %s %s".formatted(street, address.city(), address.region(), address.postalCode());
            int first = street.matches(".*\\D \\d+") ? street.length() : street.length() - 3;
            for (int length = first; length <= text.length(); length++) {
                assertThat(BUILDINGS.find(text.substring(0, length)).best())
                        .as(text.substring(0, length))
                        .extracting(Match::candidate)
                        .contains(address);
            }
        }
    }

    @Test
    void takes_control_characters_as_blanks() {
        assertThat(BUILDINGS
                        .find("350\t5th\u0000Ave\r\nNew York 🏢 NY\u000710118")
                        .certain())
                .isTrue();
    }

    @Test
    void has_few_keys_for_any_text() {
        var typed = TypedAddress.of("1 2a 3-4 55555 " + "main st ".repeat(60));

        assertThat(typed.postalCodeKeys()).hasSizeLessThanOrEqualTo(80);
        assertThat(typed.cityKeys()).hasSizeLessThanOrEqualTo(80);
        assertThat(typed.streetKeys()).hasSizeLessThanOrEqualTo(80);
    }

    @Test
    void reads_very_long_words() {
        assertThat(BUILDINGS.find("350 5th Ave " + "x".repeat(480)).certain()).isFalse();
    }

    @Test
    void refuses_more_than_500_characters() {
        assertThatThrownBy(() -> TypedAddress.of("1".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("501");
    }

    @Test
    void ranks_equals_in_an_order_of_their_own() {
        var typed = TypedAddress.of("100 Main St, Springfield");
        var backwards = Ranking.of(typed, list().reversed(), address -> address);

        assertThat(backwards).isEqualTo(Ranking.of(typed, list(), address -> address));
        assertThat(backwards.best())
                .extracting(match -> match.candidate().region())
                .startsWith("MA", "OH");
    }

    private static List<ListedAddress> list() {
        try (var lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FindingTest.class.getResourceAsStream("/addresses/list.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(";"))
                    .map(field -> new ListedAddress(field[0], field[1], field[2], field[3], field[4]))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
