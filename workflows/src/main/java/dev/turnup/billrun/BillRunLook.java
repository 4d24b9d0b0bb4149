package dev.turnup.billrun;

/**
 * How a run stands, and what operators read as its workflow's result.
 *
 * @param billed how many tenants it is through with
 */
public record BillRunLook(BillRunState state, int billed, int tenants) {}
