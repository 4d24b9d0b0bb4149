package dev.turnup.billrun;

import io.temporal.activity.ActivityInterface;

/** The run's rows in our own database, which are the truth. */
@ActivityInterface(namePrefix = "billRun.")
public interface BillRunRecords {

    /** Bills the next hundred tenants, each in a transaction of its own; those that have their bill are left alone. */
    BillRunLook goOn(BillRunStart start);
}
