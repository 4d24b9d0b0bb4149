/** The catalogue as operators change it. */
@NullMarked
package dev.turnup.catalogue.store;

import org.jspecify.annotations.NullMarked;
