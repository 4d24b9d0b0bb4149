package dev.turnup.adapters;

import dev.turnup.Json;
import dev.turnup.access.Access;
import dev.turnup.access.Access.Desired;
import dev.turnup.access.Access.Receipt;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Party;
import dev.turnup.step.Presence;
import dev.turnup.step.Released;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The example of docs/adapters.md: lines into buildings, made by people who write what they did into a folder. One file is
 * one line, named by the step's key.
 */
final class HandmadeAccess implements Adapter<Desired, Receipt> {
    /** A crew that has not come by then must be asked after. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private final Path register;
    private final InstantSource clock;

    HandmadeAccess(Path register, InstantSource clock) {
        this.register = register;
        this.clock = clock;
    }

    /** What the crew has done so far. */
    enum State {
        ORDERED,
        BUILT,
        REFUSED
    }

    /** One line, as its file says. */
    record Line(String building, State state, Instant orderedAt) {}

    @Override
    public Capability<Desired, Receipt> capability() {
        return Access.CAPABILITY;
    }

    @Override
    public String name() {
        return "handmade";
    }

    @Override
    public Answer<Receipt> apply(StepCall<Desired> call) {
        if (call.earlierIfAny(StepCall.CURRENT, Receipt.class).isPresent()) {
            throw new StepFailure(FailureCode.PROVIDER_REFUSED, "a line that was made by hand can't be changed");
        }
        Line line = find(call.key()).orElseGet(() -> order(call));
        return switch (line.state()) {
            case BUILT -> Answer.done(new Receipt(file(call.key()).getFileName().toString(), line.building(), "fiber"));
            case ORDERED ->
                Answer.waiting(
                        Party.FIELD_CREW,
                        "build the line into " + line.building(),
                        line.orderedAt().plus(PATIENCE));
            case REFUSED -> throw new StepFailure(FailureCode.PARTY_REFUSED, "the crew can't get into the building");
        };
    }

    @Override
    public Answer<Released> release(StepCall<Desired> call) {
        try {
            boolean wasThere = Files.deleteIfExists(file(call.key()));
            return Answer.done(
                    wasThere ? new Released(file(call.key()).getFileName().toString()) : Released.NOTHING);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    @Override
    public Presence probe(StepCall<Desired> call) {
        return find(call.key())
                .map(line -> switch (line.state()) {
                    case BUILT -> Presence.PRESENT;
                    case ORDERED -> Presence.PENDING;
                    case REFUSED -> Presence.ABSENT;
                })
                .orElse(Presence.ABSENT);
    }

    /** The step's key is the name by which the line is found again. */
    Path file(StepKey key) {
        return register.resolve(key.toString().replace('/', '_') + ".json");
    }

    private Optional<Line> find(StepKey key) {
        try {
            return Files.exists(file(key))
                    ? Optional.of(Json.read(Files.readString(file(key)), Line.class))
                    : Optional.empty();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private Line order(StepCall<Desired> call) {
        Line line = new Line(call.desired().building(), State.ORDERED, clock.instant());
        try {
            Files.writeString(file(call.key()), Json.write(line), StandardOpenOption.CREATE_NEW);
            return line;
        } catch (FileAlreadyExistsException e) {
            return find(call.key()).orElseThrow(() -> unreachable(e)); // a twin was quicker
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static StepFailure unreachable(IOException cause) {
        return new StepFailure(FailureCode.UNREACHABLE, "the register of lines can't be read or written", cause);
    }
}
