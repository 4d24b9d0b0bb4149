package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.intake.Page;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The query of a list or of one resource: {@code offset}, {@code limit}, {@code fields} and filters. */
public final class ListQuery {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final Set<String> ALWAYS = Set.of("id", "href", "@type");

    private final Map<String, String> parameters;

    ListQuery(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Throws Refusal when the query holds anything else, which would otherwise be silently ignored. */
    public ListQuery allow(String... filters) {
        Set<String> known = new TreeSet<>(List.of(filters));
        known.addAll(List.of("offset", "limit", "fields"));
        List<Problem> problems = new ArrayList<>();
        onlyKnown(known, problems);
        number("offset", 0, 0, Integer.MAX_VALUE, problems);
        number("limit", USUAL, 1, MOST, problems);
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return this;
    }

    /** Notes when the query holds anything but these. */
    public void only(List<Problem> problems, String... names) {
        onlyKnown(new TreeSet<>(List.of(names)), problems);
    }

    private void onlyKnown(Set<String> known, List<Problem> problems) {
        parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name ->
                        problems.add(new Problem(name, "is no parameter here; there are " + String.join(", ", known))));
    }

    public @Nullable String filter(String name) {
        return parameters.get(name);
    }

    /** Null where it isn't asked for; throws Refusal where it is neither true nor false. */
    public @Nullable Boolean flag(String name) {
        String text = parameters.get(name);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            throw Refusal.invalid(List.of(new Problem(name, "must be true or false")));
        }
        return text == null ? null : Boolean.valueOf(text);
    }

    public Page page() {
        return new Page(
                number("offset", 0, 0, Integer.MAX_VALUE, new ArrayList<>()),
                number("limit", USUAL, 1, MOST, new ArrayList<>()));
    }

    /** @param total how many there are beside this page */
    public ResponseEntity<JsonNode> answer(List<ObjectNode> rows, long total) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        rows.forEach(row -> list.add(select(row)));
        return ResponseEntity.ok()
                .header("X-Total-Count", String.valueOf(total))
                .header("X-Result-Count", String.valueOf(rows.size()))
                .body(list);
    }

    /** Only the fields asked for; id, href and type are always there. */
    public ObjectNode select(ObjectNode row) {
        Optional<String> fields = Optional.ofNullable(parameters.get("fields"));
        if (fields.isPresent()) {
            Set<String> kept = new LinkedHashSet<>(ALWAYS);
            kept.addAll(List.of(fields.get().split(",", 0)));
            row.retain(kept);
        }
        return row;
    }

    private int number(String name, int preset, int least, int most, List<Problem> problems) {
        String text = parameters.get(name);
        if (text == null) {
            return preset;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        problems.add(new Problem(name, "must be a whole number from " + least + " to " + most));
        return preset;
    }
}
