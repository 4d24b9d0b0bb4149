package dev.turnup.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.intake.Page;
import dev.turnup.plan.Problem;
import dev.turnup.plan.Shown;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** The query of a list or of one resource: {@code offset}, {@code limit}, {@code fields}, {@code sort} and filters. */
public final class ListQuery {
    private static final int USUAL = 100;
    private static final int MOST = 1_000;
    private static final Set<String> ALWAYS = Set.of("id", "href", "@type");

    private final String path;
    private final Map<String, String> parameters;

    ListQuery(String path, Map<String, String> parameters) {
        this.path = path;
        this.parameters = parameters;
    }

    /**
     * By what a list can be sorted.
     *
     * @param columns the SQL of each property
     */
    public record Sorting(Map<String, String> columns) {
        public static final String PARAMETER = "sort";

        private Optional<String> column(String field) {
            return Optional.ofNullable(columns.get(field.replaceFirst("^[-+ ]", "")));
        }
    }

    /** The same for a list that can be sorted. */
    public ListQuery allow(Sorting sorting, String... filters) {
        allow(Stream.concat(Stream.of(filters), Stream.of(Sorting.PARAMETER)).toArray(String[]::new));
        List<Problem> problems = sortedBy().stream()
                .filter(field -> sorting.column(field).isEmpty())
                .map(field -> new Problem(
                        Sorting.PARAMETER,
                        "'" + Shown.of(field) + "' can't be sorted by; what can: "
                                + String.join(
                                        ", ", new TreeSet<>(sorting.columns().keySet()))))
                .toList();
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return this;
    }

    /** SQL: as is asked for, the newest first unless said; always a whole order. */
    public String orderBy(Sorting sorting) {
        Stream<String> asked = sortedBy().stream()
                .map(field -> sorting.column(field).orElseThrow() + (field.startsWith("-") ? " desc" : " asc"));
        Stream<String> usual = parameters.containsKey(Sorting.PARAMETER) ? asked : Stream.of("created_at desc");
        return Stream.concat(usual, Stream.of("id")).collect(Collectors.joining(", "));
    }

    /** TMF630: properties divided by commas, the largest first after a minus. A plus arrives as a blank. */
    private List<String> sortedBy() {
        return Optional.ofNullable(parameters.get(Sorting.PARAMETER)).stream()
                .flatMap(fields -> Stream.of(fields.split(",", -1)))
                .toList();
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
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .header("X-Total-Count", String.valueOf(total))
                .header("X-Result-Count", String.valueOf(rows.size()));
        if (total > rows.size()) {
            answer.header("Link", links(total));
        }
        return answer.body(list);
    }

    /** RFC 8288: where the other pages are. */
    private String links(long total) {
        Page page = page();
        long last = (total - 1) / page.limit() * page.limit();
        List<String> links = new ArrayList<>(List.of(link("first", 0), link("last", last)));
        if (page.offset() > 0) {
            links.add(link("prev", Math.max(0, page.offset() - page.limit())));
        }
        if (page.offset() + page.limit() < total) {
            links.add(link("next", page.offset() + page.limit()));
        }
        return String.join(", ", links);
    }

    private String link(String relation, long offset) {
        Map<String, String> query = new TreeMap<>(parameters);
        query.put("offset", String.valueOf(offset));
        query.put("limit", String.valueOf(page().limit()));
        return query.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&", "<" + path + "?", ">; rel=\"" + relation + "\""));
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
