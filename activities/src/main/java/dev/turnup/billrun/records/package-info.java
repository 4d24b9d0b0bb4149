/** Bills: what facts are worth, and which lines show it. */
@NullMarked
package dev.turnup.billrun.records;

import org.jspecify.annotations.NullMarked;
