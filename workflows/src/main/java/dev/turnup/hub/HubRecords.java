package dev.turnup.hub;

import io.temporal.activity.ActivityInterface;

/** What is to be sent to a subscriber, in our own database, which is the truth. */
@ActivityInterface(namePrefix = "hub.")
public interface HubRecords {

    /** Sends what is due, one after the other; it stops after some seconds, or where nothing is due. */
    HubLook send(HubStart start);
}
