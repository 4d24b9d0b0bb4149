package dev.turnup.plan;

import dev.turnup.step.Capability;
import java.util.List;
import java.util.function.Predicate;

/** Which adapter a step is planned for; both methods throw IllegalStateException where there is none. */
record AdaptersInService(List<AdapterProfile> profiles) {

    /** @param variant chooses among the adapters of the capability, for instance a cloud's name */
    AdapterProfile of(Capability<?, ?> capability, String variant) {
        return first(
                profile -> profile.capability().equals(capability.name())
                        && profile.variant().equals(variant),
                capability.name() + " " + variant);
    }

    AdapterProfile at(String taskQueue) {
        return first(profile -> profile.taskQueue().equals(taskQueue), taskQueue);
    }

    private AdapterProfile first(Predicate<AdapterProfile> fits, String what) {
        return profiles.stream()
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no adapter in service for " + what));
    }
}
