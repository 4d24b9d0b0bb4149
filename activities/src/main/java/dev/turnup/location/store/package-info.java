/** The list in the database: one pair of tables for each generation, found through buckets of hashed keys. */
@NullMarked
package dev.turnup.location.store;

import org.jspecify.annotations.NullMarked;
