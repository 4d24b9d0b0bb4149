package dev.turnup.qualification.local;

import dev.turnup.journal.OwnResource;
import dev.turnup.location.store.LocationsAway;
import dev.turnup.place.StoredPlaces;
import dev.turnup.plan.Inventory.Place;
import dev.turnup.plan.Inventory.Way;
import dev.turnup.qualification.Qualification;
import dev.turnup.step.Capability;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Checks a place by what its customer was told, while that holds; then against our own sites and list of buildings. */
public final class LocalQualification implements OwnResource<Qualification.Desired, Qualification.Receipt> {
    private final StoredPlaces places;
    private final InstantSource clock;

    public LocalQualification(StoredPlaces places, InstantSource clock) {
        this.places = places;
        this.clock = clock;
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
        Qualification.Answered answered = desired.answered();
        if (answered != null
                && clock.instant().isBefore(answered.until())
                && desired.speedMbps() <= answered.maxSpeedMbps()) {
            return new Qualification.Receipt(desired.place(), answered.technology(), answered.leadTimeDays());
        }
        return lookedUp(desired);
    }

    private Qualification.Receipt lookedUp(Qualification.Desired desired) {
        Place place = find(desired.place());
        Way way = place.way(desired.speedMbps())
                .orElseThrow(() -> refused(place.id() + " can have " + place.maxSpeedMbps() + " Mbit/s at the most"));
        if (desired.onRamp() != null && !place.onRamps().containsKey(desired.onRamp())) {
            throw refused(desired.onRamp() + " is not reached at " + place.id());
        }
        return new Qualification.Receipt(place.id(), way.technology(), way.leadTimeDays());
    }

    private Place find(String id) {
        try {
            return places.find(id).orElseThrow(() -> refused("there is no place '" + id + "'"));
        } catch (LocationsAway away) {
            throw new StepFailure(FailureCode.DATABASE_BUSY, String.valueOf(away.getMessage()));
        }
    }

    private static StepFailure refused(String why) {
        return new StepFailure(FailureCode.NOT_SERVICEABLE, why);
    }
}
