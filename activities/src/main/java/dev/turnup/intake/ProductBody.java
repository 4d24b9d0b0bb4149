package dev.turnup.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What a product is, beside its own columns.
 *
 * @param characteristics as ordered, with the catalogue's defaults
 * @param reliesOn ids of products
 */
public record ProductBody(Map<String, JsonNode> characteristics, List<String> reliesOn) {}
