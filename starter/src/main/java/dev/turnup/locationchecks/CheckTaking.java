package dev.turnup.locationchecks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Scope;
import dev.turnup.locationcheck.CheckState;
import dev.turnup.locationcheck.file.Site;
import dev.turnup.locationcheck.file.SiteFile;
import dev.turnup.locationcheck.file.WrongSites;
import dev.turnup.locationcheck.records.CheckIntake;
import dev.turnup.locationcheck.records.CheckReads;
import dev.turnup.locationcheck.records.CheckReads.CheckRow;
import dev.turnup.plan.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Takes lists of sites, and the wish that nobody go on with one. */
@OnIntake
@Component
class CheckTaking {
    private final CheckReads checks;
    private final InstantSource clock;

    CheckTaking(CheckReads checks, InstantSource clock) {
        this.checks = checks;
        this.clock = clock;
    }

    Work take(Caller caller, byte[] file) {
        List<Site> sites = read(file);
        Instant now = now();
        CheckRow check = new CheckRow(
                UUID.randomUUID().toString(),
                caller.tenant(),
                CheckState.acknowledged,
                sites.size(),
                0,
                now,
                now,
                null,
                null,
                null);
        return new Work(CheckAnswer.of(check), tx -> {
            if (!new CheckIntake(tx).store(check, sites)) {
                throw Refusal.conflict(
                        CheckIntake.MOST_OPEN + " location checks are not done yet: send the file when one is");
            }
        });
    }

    private static List<Site> read(byte[] file) {
        try {
            return SiteFile.read(file);
        } catch (WrongSites wrong) {
            throw Refusal.of(HttpStatus.BAD_REQUEST, "malformedCsv", String.valueOf(wrong.getMessage()));
        }
    }

    Work cancel(Caller caller, String id, JsonNode body) {
        CheckRow check = checks.find(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("location check", id));
        if (check.state().isFinal()) {
            throw Refusal.conflict("the location check is " + check.state() + " since " + check.endedAt());
        }
        List<Problem> problems = new ArrayList<>();
        String reason =
                Part.whole(body, problems).text("reason", Part.LONGEST_REASON).orElse(null);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        Instant now = now();
        return new Work(CheckAnswer.of(cancelled(check, caller.actor(), reason, now)), tx -> {
            if (!new CheckIntake(tx).cancel(id, caller.actor(), reason, now)) {
                throw Refusal.conflict("the location check has just ended");
            }
        });
    }

    private static CheckRow cancelled(CheckRow check, String actor, @Nullable String reason, Instant now) {
        return new CheckRow(
                check.id(),
                check.tenant(),
                CheckState.cancelled,
                check.rowCount(),
                check.answered(),
                check.createdAt(),
                now,
                now,
                actor,
                reason);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
