package dev.turnup.order;

import java.util.List;

/**
 * These items become active and billable now, together.
 *
 * @param before what is still to be recorded, in the same transaction
 */
public record CommitRequest(RecordBatch before, List<String> items) {}
