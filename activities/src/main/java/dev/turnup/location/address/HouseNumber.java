package dev.turnup.location.address;

/** How house numbers look, once they are words. */
final class HouseNumber {
    private HouseNumber() {}

    /** "123", "123a", "5-123", "w123n456"; not "5th", "a", "1/2". */
    static boolean isOne(String word) {
        return hasDigit(word) && word.indexOf('/') < 0 && !isOrdinal(word);
    }

    static boolean hasDigit(String word) {
        for (int at = 0; at < word.length(); at++) {
            if (isDigit(word.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    static String digits(CharSequence text) {
        var digits = new StringBuilder();
        text.chars().filter(c -> isDigit((char) c)).forEach(c -> digits.append((char) c));
        return digits.toString();
    }

    private static boolean isOrdinal(String word) {
        return isDigit(word.charAt(0))
                && (word.endsWith("st") || word.endsWith("nd") || word.endsWith("rd") || word.endsWith("th"));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
