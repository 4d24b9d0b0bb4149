package dev.turnup.locationcheck.records;

import dev.turnup.locationcheck.CheckLook;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.LocationCheckRecords;
import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Answers checks row by row, in their order. Whoever is second with the same rows changes nothing. */
public final class CheckJournal implements LocationCheckRecords {
    /** Twenty slices for 10,000 rows: about 130 events of history. */
    private static final int SLICE = 500;

    /** So many are answered again where a process ends in between, and so finely progress is seen. */
    private static final int STEP = 50;

    /** A third of what an attempt may take: a slow list ends the slice early, and not the attempt. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Jdbi jdbi;
    private final SiteAnswers answers;
    private final InstantSource clock;

    public CheckJournal(Jdbi jdbi, SiteAnswers answers, InstantSource clock) {
        this.jdbi = jdbi;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public CheckLook goOn(CheckStart start) {
        Instant until = clock.instant().plus(LONGEST);
        CheckRow check = find(start);
        int last = check.answered() + SLICE;
        while (!check.state().isFinal()
                && check.answered() < last
                && clock.instant().isBefore(until)) {
            step(check);
            check = find(start);
        }
        return look(check);
    }

    private void step(CheckRow check) {
        int last = Math.min(check.answered() + STEP, check.rowCount());
        List<Site> sites =
                jdbi.withExtension(CheckTable.class, table -> table.sites(check.id(), check.answered(), last));
        List<Answer> found = answers.answers(sites);
        jdbi.useTransaction(tx -> {
            CheckTable table = tx.attach(CheckTable.class);
            if (table.goOn(check.id(), check.answered(), last, now()) == 1) {
                table.answer(check.id(), sites.stream().map(Site::n).toList(), found);
            }
        });
    }

    @Override
    public CheckLook cancel(CheckStart start) {
        jdbi.useExtension(
                CheckTable.class, table -> table.cancel(start.id(), "Temporal", "cancelled in Temporal", now()));
        return look(find(start));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private CheckRow find(CheckStart start) {
        return jdbi.withExtension(CheckTable.class, table -> table.find(start.id()));
    }

    private static CheckLook look(CheckRow check) {
        return new CheckLook(check.state(), check.answered(), check.rowCount());
    }
}
