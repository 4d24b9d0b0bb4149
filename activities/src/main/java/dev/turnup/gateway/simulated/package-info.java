/** The software routers and their BGP sessions, simulated. */
@NullMarked
package dev.turnup.gateway.simulated;

import org.jspecify.annotations.NullMarked;
