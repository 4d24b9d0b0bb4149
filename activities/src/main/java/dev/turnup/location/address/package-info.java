/** What people type for an address, beside what stands in the list. */
@NullMarked
package dev.turnup.location.address;

import org.jspecify.annotations.NullMarked;
