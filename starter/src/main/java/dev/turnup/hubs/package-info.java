/** Subscriptions to events over HTTP, and how their resources are told. */
@NullMarked
package dev.turnup.hubs;

import org.jspecify.annotations.NullMarked;
