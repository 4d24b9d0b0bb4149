package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.turnup.plan.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One object of a request, read property by property; what is missing or of a wrong type is noted with its path. */
public record Part(JsonNode node, String path, List<Problem> problems) {
    /** Characters of why somebody does something, as the database keeps it. */
    public static final int LONGEST_REASON = 2_000;

    /** The whole request; notes when it isn't an object. */
    public static Part whole(JsonNode body, List<Problem> problems) {
        return part(body, "", problems);
    }

    private static Part part(JsonNode node, String path, List<Problem> problems) {
        if (node.isObject()) {
            return new Part(node, path, problems);
        }
        problems.add(new Problem(path, "must be an object"));
        return new Part(MissingNode.getInstance(), path, problems);
    }

    public String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public void problem(String name, String message) {
        problems.add(new Problem(pathOf(name), message));
    }

    /** A property that may be left out; null counts as left out. */
    public Optional<JsonNode> any(String name) {
        return Optional.of(node.path(name)).filter(value -> !value.isMissingNode() && !value.isNull());
    }

    public Optional<String> text(String name) {
        Optional<JsonNode> value = any(name);
        if (value.isPresent() && !value.get().isTextual()) {
            problem(name, "must be a string");
            return Optional.empty();
        }
        return value.map(JsonNode::textValue);
    }

    public Optional<String> text(String name, int longest) {
        Optional<String> text = text(name);
        if (text.isPresent() && text.get().length() > longest) {
            problem(name, "must not be longer than " + longest + " characters");
            return Optional.empty();
        }
        return text;
    }

    public Optional<String> requiredText(String name) {
        required(name);
        return text(name);
    }

    public Optional<String> requiredText(String name, int longest) {
        required(name);
        return text(name, longest);
    }

    /** Why somebody does it. */
    public Optional<String> requiredReason() {
        Optional<String> reason = requiredText("reason");
        reason.filter(text -> text.isBlank() || text.length() > LONGEST_REASON)
                .ifPresent(text -> problem("reason", "must be 1 to " + LONGEST_REASON + " characters"));
        return reason;
    }

    public Optional<Part> object(String name) {
        return any(name)
                .map(value -> part(value, pathOf(name), problems))
                .filter(part -> part.node().isObject());
    }

    public Optional<Part> requiredObject(String name) {
        required(name);
        return object(name);
    }

    /** The objects of a list; what isn't an object is noted and left out. */
    public List<Part> list(String name) {
        Optional<JsonNode> value = any(name);
        if (value.isPresent() && !value.get().isArray()) {
            problem(name, "must be a list");
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        value.ifPresent(list -> {
            for (int n = 0; n < list.size(); n++) {
                parts.add(part(list.get(n), pathOf(name) + "[" + n + "]", problems));
            }
        });
        return parts.stream().filter(part -> part.node().isObject()).toList();
    }

    /** An ISO 8601 date and time with its offset. */
    public Optional<Instant> instant(String name) {
        Optional<String> text = text(name);
        try {
            return text.map(value -> OffsetDateTime.parse(value).toInstant());
        } catch (DateTimeException e) {
            problem(name, "must be a date and time with its offset, for instance 2026-12-01T08:00:00Z");
            return Optional.empty();
        }
    }

    /** Notes when it isn't there. */
    public void required(String name) {
        if (node.isObject() && any(name).isEmpty()) {
            problem(name, "is missing");
        }
    }
}
