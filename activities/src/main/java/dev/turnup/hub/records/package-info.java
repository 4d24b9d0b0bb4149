/** Subscriptions to events: who wants which, what is yet to be sent to them, and how it is sent. */
@NullMarked
package dev.turnup.hub.records;

import org.jspecify.annotations.NullMarked;
