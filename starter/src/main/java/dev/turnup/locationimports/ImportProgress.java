package dev.turnup.locationimports;

import dev.turnup.location.load.ImportRefused;
import dev.turnup.location.load.LocationImport.Result;
import org.jspecify.annotations.Nullable;

/**
 * How far an import has come.
 *
 * @param phase a word; empty before the first
 * @param done of {@code total} bytes where the file is read, otherwise of rows
 * @param result where it has come to a good end
 * @param refused why it ended without one, a sentence
 * @param remedy what to do about it, a sentence
 */
public record ImportProgress(
        String phase,
        long done,
        long total,
        long rows,
        @Nullable Result result,
        @Nullable String refused,
        @Nullable String remedy) {

    static final ImportProgress BEGUN = at("", 0, 0, 0);

    static ImportProgress at(String phase, long done, long total, long rows) {
        return new ImportProgress(phase, done, total, rows, null, null, null);
    }

    static ImportProgress ended(Result result) {
        return new ImportProgress("", 0, 0, 0, result, null, null);
    }

    static ImportProgress ended(ImportRefused why) {
        return ended(why.sentence(), why.remedy());
    }

    static ImportProgress ended(String sentence, String remedy) {
        return new ImportProgress("", 0, 0, 0, null, sentence, remedy);
    }

    public boolean hasEnded() {
        return result != null || refused != null;
    }
}
