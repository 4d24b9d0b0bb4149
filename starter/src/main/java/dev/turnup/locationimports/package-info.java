/** Imports of the list of buildings in a live process, for the command line, where its database file can be opened by it alone. */
@NullMarked
package dev.turnup.locationimports;

import org.jspecify.annotations.NullMarked;
