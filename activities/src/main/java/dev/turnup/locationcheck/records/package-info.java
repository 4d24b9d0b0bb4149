/** Location checks in the database: stored at intake, answered slice by slice, read, told to Temporal, and deleted in the end. */
@NullMarked
package dev.turnup.locationcheck.records;

import org.jspecify.annotations.NullMarked;
