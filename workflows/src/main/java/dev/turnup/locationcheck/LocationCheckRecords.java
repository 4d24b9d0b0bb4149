package dev.turnup.locationcheck;

import io.temporal.activity.ActivityInterface;

/** The check's rows in our own database, which are the truth. */
@ActivityInterface(namePrefix = "locationCheck.")
public interface LocationCheckRecords {

    /** Answers some hundred of the rows that have no answer yet, in their order; it stops after some seconds. */
    CheckLook goOn(CheckStart start);

    /** Ends the check where it stands, at the wish of somebody who has only Temporal's UI. */
    CheckLook cancel(CheckStart start);
}
