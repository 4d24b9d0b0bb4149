/** What all REST resources share: JSON, errors, keys, lists, the OpenAPI document. */
@NullMarked
package dev.turnup.api;

import org.jspecify.annotations.NullMarked;
