package dev.turnup.location.address;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/** Gives texts as words that are the same for all ways to write them: case, accents, points, abbreviations. */
final class Spelling {
    private static final Pattern HIGHWAY = Pattern.compile("\\d{1,3}[a-z]?");
    private static final Analyzer PLAIN = analyzer(null);
    private static final Analyzer ONE_FOR_ALL = analyzer(synonyms());

    private Spelling() {}

    /** Words in the order of the text; hyphens and slashes are kept between digits only ("5-123", "1/2"), and "#" is a word. */
    static List<String> words(String text) {
        var words = new ArrayList<String>();
        try (var stream = ONE_FOR_ALL.tokenStream("address", readable(text))) {
            var term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory can't be read", e);
        }
        return withHighways(words);
    }

    /** "US 50" is a highway, if no rule has told so already. */
    private static List<String> withHighways(List<String> words) {
        for (int at = 0; at + 1 < words.size(); at++) {
            if (words.get(at).equals("usa")
                    && HIGHWAY.matcher(words.get(at + 1)).matches()) {
                words.set(at, "hwy");
            }
        }
        return words;
    }

    private static Analyzer analyzer(@Nullable SynonymMap synonyms) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                var words = new WhitespaceTokenizer();
                var folded = new ASCIIFoldingFilter(new LowerCaseFilter(words));
                return synonyms == null
                        ? new TokenStreamComponents(words, folded)
                        : new TokenStreamComponents(words, new SynonymGraphFilter(folded, synonyms, false));
            }
        };
    }

    private static SynonymMap synonyms() {
        try {
            var parser = new SolrSynonymParser(true, false, PLAIN);
            parser.parse(new StringReader(Vocabulary.RULES));
            return parser.build();
        } catch (IOException | ParseException e) {
            throw new IllegalStateException("The rules under data/address can't be used: " + e.getMessage(), e);
        }
    }

    /** Letters and digits, and blanks for what parts them. */
    private static String readable(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var kept = new StringBuilder(composed.length() + 8);
        for (int at = 0; at < composed.length(); at++) {
            char c = composed.charAt(at);
            if (Character.isLetterOrDigit(c)) {
                kept.append(c);
            } else if (c == '#') {
                kept.append(" # ");
            } else if ((c == '-' || c == '/') && isDigit(composed, at - 1) && isDigit(composed, at + 1)) {
                kept.append(c);
            } else if (!isSilent(composed, at)) {
                kept.append(' ');
            }
        }
        return kept.toString();
    }

    /** Apostrophes, marks that belong to the letter before, and the points of "N.W.". */
    private static boolean isSilent(String text, int at) {
        char c = text.charAt(at);
        return c == '\''
                || c == '’'
                || Character.getType(c) == Character.NON_SPACING_MARK
                || (c == '.'
                        && isLetter(text, at - 1)
                        && !isLetter(text, at - 2)
                        && isLetter(text, at + 1)
                        && !isLetter(text, at + 2));
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && Character.isDigit(text.charAt(at));
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }
}
