package dev.turnup.location.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.location.address.ListedAddress;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisturberTest {
    private static final ListedAddress MAIN =
            new ListedAddress("320 North Main Street", "Springfield", "IL", "62701", "US");
    private static final ListedAddress SAINT =
            new ListedAddress("88 rue Sainte-Élisabeth Est", "Montréal", "QC", "H2X 1Y4", "CA");
    private static final List<ListedAddress> LISTED = new LocationGenerator(3000, 1)
            .buildings()
            .map(GeneratedBuilding::address)
            .toList();

    @ParameterizedTest
    @EnumSource
    void aSeedGivesTheSameText(Disturbance kind) {
        assertThat(new Disturber(7).type(MAIN, kind)).isEqualTo(new Disturber(7).type(MAIN, kind));
        assertThat(texts(MAIN, kind))
                .doesNotContain("")
                .anyMatch(text -> !text.equals(texts(MAIN, kind).getFirst()));
    }

    @Test
    void everyoneDividesThePartsInTheirOwnWay() {
        assertThat(texts(MAIN, Disturbance.none))
                .contains(
                        "320 North Main Street, Springfield, IL 62701",
                        "320 North Main Street Springfield, IL 62701",
                        "320 North Main Street, Springfield IL 62701, USA")
                .allMatch(text -> text.matches("320 North Main Street,? Springfield,? IL 62701(-\\d{4})?(,? U.*)?"));
        assertThat(texts(SAINT, Disturbance.none))
                .contains("88, rue Sainte-Élisabeth Est, Montréal, QC H2X 1Y4")
                .anyMatch(text -> text.contains("H2X1Y4"));
    }

    @Test
    void lettercaseChangesNothingElse() {
        assertThat(wrong(Disturbance.lettercase, String::equalsIgnoreCase)).isEmpty();
        assertThat(texts(MAIN, Disturbance.lettercase))
                .contains(
                        "320 north main street, springfield, il 62701", "320 NORTH MAIN STREET, SPRINGFIELD, IL 62701");
    }

    @Test
    void accentsAreLeftOutOrDecomposed() {
        assertThat(wrong(Disturbance.accents, (plain, text) -> bare(plain).equals(bare(text))))
                .isEmpty();
        assertThat(texts(SAINT, Disturbance.accents))
                .anyMatch(text -> text.contains("Elisabeth Est, Montreal"))
                .anyMatch(text -> text.contains("E\u0301lisabeth Est, Montre\u0301al"));
        assertThat(new Disturber(1).type(MAIN, Disturbance.accents).kind()).isEqualTo(Disturbance.none);
    }

    @Test
    void wordsAreAbbreviatedOrSpelledOut() {
        assertThat(texts(MAIN, Disturbance.abbreviation))
                .anyMatch(text -> text.startsWith("320 N Main St"))
                .anyMatch(text -> text.startsWith("320 North Main Str"))
                .allMatch(text -> text.matches("320 (North|No?\\.?) Main (Street|STR|Str?\\.?),? Spring.*"));
        assertThat(texts(SAINT, Disturbance.abbreviation))
                .anyMatch(text -> text.contains("r. Sainte-Élisabeth"))
                .anyMatch(text -> text.contains("Ste-Élisabeth E"));
        assertThat(respelled("12 First Ave")).contains("12 1st Ave", "12 First Avenue");
        assertThat(respelled("12 St Clair St"))
                .contains("12 Saint Clair Street")
                .noneMatch(text -> text.contains("Street C"));
        assertThat(respelled("12 Highway 50")).contains("12 Hwy 50");
    }

    private static List<String> respelled(String street) {
        ListedAddress address = new ListedAddress(street, "Bend", "OR", "97701", "US");
        return texts(address, Disturbance.abbreviation).stream()
                .map(text -> text.replaceAll(",? Bend.*", ""))
                .toList();
    }

    @Test
    void aSuiteIsAddedAndNothingTakenAway() {
        String unit =
                ",? (#\\d+|(Suite|Ste\\.?|Apt\\.?|Unit|Floor|Fl|Rm|PH|bureau|bur\\.|app\\.|unité|suite) \\d+[A-F]?"
                        + "|\\d+e étage)(?=,? )|^\\d+-(?=\\d)";
        assertThat(wrong(
                        Disturbance.suite,
                        (plain, text) -> text.replaceFirst(unit, "").equals(plain)))
                .isEmpty();
        assertThat(texts(SAINT, Disturbance.suite)).anyMatch(text -> text.matches("\\d+-88,? rue.*"));
    }

    @Test
    void thePostalCodeIsMissing() {
        String code = "\\d{5}(-\\d{4})?|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d";
        assertThat(texts(MAIN, Disturbance.missingPostalCode)).noneMatch(text -> text.contains("6270"));
        assertThat(wrong(
                        Disturbance.missingPostalCode,
                        (plain, text) -> plain.replaceFirst("(?<=[A-Z]{2}) (" + code + ")", "")
                                .equals(text)))
                .isEmpty();
    }

    @Test
    void partsAreSwappedWithTheirWordsWhole() {
        assertThat(wrong(Disturbance.order, (plain, text) -> words(plain).containsAll(words(text))))
                .isEmpty();
        assertThat(texts(MAIN, Disturbance.order))
                .contains("Springfield, IL 62701, 320 North Main Street", "62701 320 North Main Street, Springfield");
        assertThat(texts(SAINT, Disturbance.order)).anyMatch(text -> text.startsWith("rue Sainte-Élisabeth Est 88,"));
    }

    @Test
    void aTypoIsOneEditAndNeverInADigit() {
        assertThat(wrong(Disturbance.typo, DisturberTest::oneEdit)).isEmpty();
        assertThat(wrong(Disturbance.typo, (plain, text) -> digits(plain).equals(digits(text))))
                .isEmpty();
    }

    /** One letter less, more or other, or two neighbours swapped. */
    private static boolean oneEdit(String plain, String text) {
        int same = 0;
        while (same < Math.min(plain.length(), text.length()) && plain.charAt(same) == text.charAt(same)) {
            same++;
        }
        String left = plain.substring(same);
        String right = text.substring(same);
        return switch (right.length() - left.length()) {
            case -1 -> left.substring(1).equals(right);
            case 1 -> right.substring(1).equals(left);
            case 0 -> left.substring(1).equals(right.substring(1)) || swapped(left, right);
            default -> false;
        };
    }

    private static boolean swapped(String left, String right) {
        return left.substring(2).equals(right.substring(2))
                && left.charAt(0) == right.charAt(1)
                && left.charAt(1) == right.charAt(0);
    }

    /** Texts that are not, next to the plain one, as they should be, or that were not changed though they could. */
    private static Stream<String> wrong(Disturbance kind, BiPredicate<String, String> right) {
        return LISTED.stream()
                .flatMap(address -> LongStream.range(0, 3).boxed().flatMap(seed -> {
                    String plain =
                            new Disturber(seed).type(address, Disturbance.none).text();
                    Typed typed = new Disturber(seed).type(address, kind);
                    boolean fine = plain.equals(typed.text())
                            ? typed.kind() == Disturbance.none
                            : typed.kind() == kind && right.test(plain, typed.text());
                    return fine ? Stream.empty() : Stream.of(plain + " -> " + typed.text());
                }));
    }

    private static List<String> texts(ListedAddress address, Disturbance kind) {
        return LongStream.range(0, 200)
                .mapToObj(seed -> new Disturber(seed).type(address, kind).text())
                .toList();
    }

    private static String bare(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.toLowerCase(Locale.ROOT).split("[ ,]+"));
    }
}
