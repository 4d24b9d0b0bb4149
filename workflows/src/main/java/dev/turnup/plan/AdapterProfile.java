package dev.turnup.plan;

import java.time.Duration;

/**
 * What plans need to know of an adapter that is in service.
 *
 * @param variant which resources of the capability it handles, for instance a cloud's name; empty for all
 * @param lateLanding how long after a lost answer an effect may still appear in its system
 */
public record AdapterProfile(
        String capability, String adapter, String variant, Placement placement, Duration lateLanding) {

    public String taskQueue() {
        return capability + "." + adapter;
    }
}
