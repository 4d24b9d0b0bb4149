/** What customers send and get: CSV files of sites, and of answers. */
@NullMarked
package dev.turnup.locationcheck.file;

import org.jspecify.annotations.NullMarked;
