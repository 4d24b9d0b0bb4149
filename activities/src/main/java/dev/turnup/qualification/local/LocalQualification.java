package dev.turnup.qualification.local;

import dev.turnup.journal.OwnResource;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.util.Arrays;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Checks a place against our own table of places. */
public final class LocalQualification implements OwnResource<Qualification.Desired, Qualification.Receipt> {

    @Override
    public Capability<Qualification.Desired, Qualification.Receipt> capability() {
        return Qualification.CAPABILITY;
    }

    @Override
    public String name() {
        return "local";
    }

    private record Row(String id, String onRamps, String technology, long maxSpeed, int leadDays) {}

    @Override
    public Qualification.Receipt take(Handle tx, StepCall<Qualification.Desired> call) {
        Qualification.Desired desired = call.desired();
        Row row = tx.createQuery("select id, on_ramps, technology, max_speed, lead_days from place where id = :id")
                .bind("id", desired.place())
                .map(ConstructorMapper.of(Row.class))
                .findOne()
                .orElseThrow(() -> refused("there is no place '" + desired.place() + "'"));
        if (row.technology().equals("none") || row.maxSpeed() < desired.speedMbps()) {
            throw refused(desired.place() + " can have " + row.maxSpeed() + " Mbit/s at the most");
        }
        if (desired.onRamp() != null && !hasOnRamp(row, desired.onRamp())) {
            throw refused(desired.onRamp() + " is not reached at " + desired.place());
        }
        return new Qualification.Receipt(row.id(), row.technology(), row.leadDays());
    }

    private static boolean hasOnRamp(Row row, String cloud) {
        return Arrays.stream(row.onRamps().split(";", -1)).anyMatch(onRamp -> onRamp.startsWith(cloud + ":"));
    }

    private static StepFailure refused(String why) {
        return new StepFailure(FailureCode.NOT_SERVICEABLE, why);
    }
}
