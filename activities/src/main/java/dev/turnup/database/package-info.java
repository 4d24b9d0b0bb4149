@NullMarked
package dev.turnup.database;

import org.jspecify.annotations.NullMarked;
