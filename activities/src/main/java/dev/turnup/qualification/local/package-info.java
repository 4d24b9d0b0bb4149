@NullMarked
package dev.turnup.qualification.local;

import org.jspecify.annotations.NullMarked;
