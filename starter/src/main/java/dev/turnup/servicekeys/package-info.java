/** Service keys: what lets other tenants order connections to a port. */
@NullMarked
package dev.turnup.servicekeys;

import org.jspecify.annotations.NullMarked;
