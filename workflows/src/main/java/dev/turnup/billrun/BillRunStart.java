package dev.turnup.billrun;

/**
 * The workflow's whole input; everything else is read from the database.
 *
 * @param period a calendar month in UTC, such as {@code 2026-11}
 */
public record BillRunStart(String period) {

    public String workflowId() {
        return "bill-run-" + period;
    }
}
