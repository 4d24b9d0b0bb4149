package dev.turnup.location.address;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import java.util.stream.LongStream;

/** An address as somebody typed it, in any order and spelling, and the {@link Keys} that the building meant could have. */
public final class TypedAddress {
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_NUMBERS = 4;
    private static final int MOST_KEYS = 80;
    private static final int LONGEST_CITY = 4;
    private static final int LONGEST_STREET = 5;

    private final List<String> words;
    private final List<String> inFull;
    private final BitSet units;
    private final List<Mention> postalCodes;
    private final List<Mention> regions;
    private final List<Mention> numbers;

    private TypedAddress(List<String> words) {
        this.words = words;
        this.inFull = words.stream().map(Vocabulary::inFull).toList();
        this.units = Units.in(words);
        this.regions = Regions.in(words);
        this.postalCodes = PostalCodes.in(words, regions);
        this.numbers = findNumbers();
    }

    /** @throws IllegalArgumentException if the text is longer than 500 characters */
    public static TypedAddress of(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    "An address of " + text.length() + " characters: shorten it to " + LONGEST_TEXT);
        }
        return new TypedAddress(Spelling.words(text));
    }

    /** Keys for {@link Keys#postalCode}: none where no postal code or no house number was typed. */
    public long[] postalCodeKeys() {
        var keys = new LinkedHashSet<Long>();
        for (var number : numbers) {
            for (var code : postalCodes) {
                if (code.from() >= number.to() || code.to() <= number.from()) {
                    keys.add(Keys.key(code.value(), number.value()));
                }
            }
        }
        return keys.stream().mapToLong(Long::longValue).limit(MOST_KEYS).toArray();
    }

    /** Keys for {@link Keys#city} in any street, at most 80. */
    public long[] cityKeys() {
        return keys(LONGEST_CITY, run -> String.join("", run), Keys::city);
    }

    /** Keys for {@link Keys#city} in each street that may be meant, at most 80 × 80. */
    public long[] cityAndStreetKeys() {
        long[] streets = streetKeys();
        return LongStream.of(cityKeys())
                .flatMap(city -> LongStream.of(streets).map(street -> Keys.cityAndStreet(city, street)))
                .distinct()
                .toArray();
    }

    /** Keys for {@link Keys#street}, at most 80. */
    public long[] streetKeys() {
        return keys(LONGEST_STREET, run -> Keys.street(Core.of(run)), Keys::key);
    }

    List<String> words() {
        return words;
    }

    /** The words with those that stand for others in full. */
    List<String> inFull() {
        return inFull;
    }

    /** Words that needn't be explained. */
    BitSet units() {
        return units;
    }

    List<Mention> postalCodes() {
        return postalCodes;
    }

    List<Mention> regions() {
        return regions;
    }

    /** What may be the house number: the likelier first, at most four. */
    List<Mention> numbers() {
        return numbers;
    }

    private List<Mention> findNumbers() {
        var likely = new ArrayList<Mention>();
        var others = new ArrayList<Mention>();
        for (int at = 0; at < words.size(); at++) {
            if (!units.get(at) && HouseNumber.isOne(words.get(at))) {
                addNumbers(at, at > 0 && isPostalCode(at) ? others : likely);
            }
        }
        likely.addAll(others);
        return List.copyOf(likely.subList(0, Math.min(MOST_NUMBERS, likely.size())));
    }

    /** "5-123" is unit 5 of 123 in Canada, a number of its own in Queens, and 5 to 123 elsewhere. */
    private void addNumbers(int at, List<Mention> numbers) {
        var word = words.get(at);
        boolean fraction = at + 1 < words.size() && words.get(at + 1).indexOf('/') > 0;
        numbers.add(fraction ? new Mention(word + " " + words.get(at + 1), at, at + 2) : new Mention(word, at, at + 1));
        int hyphen = word.indexOf('-');
        if (hyphen > 0) {
            numbers.add(new Mention(word.substring(hyphen + 1), at, at + 1));
            numbers.add(new Mention(word.substring(0, hyphen), at, at + 1));
        }
    }

    private boolean isPostalCode(int at) {
        return postalCodes.stream().anyMatch(code -> code.from() <= at && at < code.to());
    }

    /** All runs of words that are no house number or unit or Canadian postal code, the short ones first. */
    private List<List<String>> runs(int longest) {
        var names = new ArrayList<String>();
        for (int at = 0; at < words.size(); at++) {
            if (!units.get(at) && !isPostalCode(at)) {
                names.add(words.get(at));
            }
        }
        var runs = new ArrayList<List<String>>();
        for (int length = 1; length <= longest; length++) {
            for (int from = 0; from + length <= names.size(); from++) {
                runs.add(names.subList(from, from + length));
            }
        }
        return runs;
    }

    private long[] keys(int longest, Function<List<String>, String> name, ToLongBiFunction<String, String> key) {
        var names = runs(longest).stream().map(name).distinct().toList();
        return numbers.stream()
                .flatMap(number -> names.stream().map(of -> key.applyAsLong(of, number.value())))
                .mapToLong(Long::longValue)
                .distinct()
                .limit(MOST_KEYS)
                .toArray();
    }
}
