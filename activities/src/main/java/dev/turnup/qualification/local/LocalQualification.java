package dev.turnup.qualification.local;

import dev.turnup.journal.OwnResource;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import org.jdbi.v3.core.Handle;

/** Checks a place against our own sites and list of buildings. */
public final class LocalQualification implements OwnResource<Qualification.Desired, Qualification.Receipt> {
    private final StoredPlaces places;

    public LocalQualification(StoredPlaces places) {
        this.places = places;
    }

    @Override
    public Capability<Qualification.Desired, Qualification.Receipt> capability() {
        return Qualification.CAPABILITY;
    }

    @Override
    public String name() {
        return "local";
    }

    @Override
    public Qualification.Receipt take(Handle tx, StepCall<Qualification.Desired> call) {
        Qualification.Desired desired = call.desired();
        Place place =
                places.find(desired.place()).orElseThrow(() -> refused("there is no place '" + desired.place() + "'"));
        if (place.technology().equals("none") || place.maxSpeedMbps() < desired.speedMbps()) {
            throw refused(place.id() + " can have " + place.maxSpeedMbps() + " Mbit/s at the most");
        }
        if (desired.onRamp() != null && !place.onRamps().containsKey(desired.onRamp())) {
            throw refused(desired.onRamp() + " is not reached at " + place.id());
        }
        return new Qualification.Receipt(place.id(), place.technology(), place.leadTimeDays());
    }

    private static StepFailure refused(String why) {
        return new StepFailure(FailureCode.NOT_SERVICEABLE, why);
    }
}
