package dev.turnup.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether anybody takes the work of a task queue on which a step of the order waits.
 *
 * @param missingSince since when no worker was seen, null once one is there again
 */
public record QueueNotice(String taskQueue, @Nullable Instant missingSince) {}
