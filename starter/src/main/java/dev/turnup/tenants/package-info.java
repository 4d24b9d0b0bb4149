/** Tenants, their keys, and the record of what was changed by whom. */
@NullMarked
package dev.turnup.tenants;

import org.jspecify.annotations.NullMarked;
