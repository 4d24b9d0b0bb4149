package dev.turnup.location.address;

/** Damerau-Levenshtein distance: letters put in, left out, changed, or swapped with the next one. */
final class Typo {
    private Typo() {}

    /** The number of edits between the two, or {@code most + 1} if there are more than {@code most}. */
    static int edits(CharSequence one, CharSequence other, int most) {
        if (Math.abs(one.length() - other.length()) > most) {
            return most + 1;
        }
        int[] beforeLast = new int[other.length() + 1];
        int[] last = new int[other.length() + 1];
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            if (fill(row, last, beforeLast, one, other, i) > most) {
                return most + 1;
            }
            var free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return Math.min(last[other.length()], most + 1);
    }

    /** Fills the row of the first {@code i} letters and gives its least number. */
    private static int fill(int[] row, int[] last, int[] beforeLast, CharSequence one, CharSequence other, int i) {
        row[0] = i;
        int least = i;
        for (int j = 1; j <= other.length(); j++) {
            int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
            row[j] = Math.min(last[j - 1] + changed, 1 + Math.min(row[j - 1], last[j]));
            if (isSwap(one, other, i, j)) {
                row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
            }
            least = Math.min(least, row[j]);
        }
        return least;
    }

    private static boolean isSwap(CharSequence one, CharSequence other, int i, int j) {
        return i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
    }
}
