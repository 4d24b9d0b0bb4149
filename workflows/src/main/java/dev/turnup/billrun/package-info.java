/** Bills of all tenants for one month. */
@NullMarked
package dev.turnup.billrun;

import org.jspecify.annotations.NullMarked;
