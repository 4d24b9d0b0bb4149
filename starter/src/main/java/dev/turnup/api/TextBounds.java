package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.List;

/** Texts that no field may hold, whatever it means: endless ones, and ones that no database or terminal takes. */
final class TextBounds {
    private static final int LONGEST = 10_000;

    private TextBounds() {}

    static List<Problem> broken(JsonNode tree) {
        List<Problem> problems = new ArrayList<>();
        walk(tree, "", problems);
        return problems;
    }

    private static void walk(JsonNode node, String path, List<Problem> problems) {
        if (node.isTextual()) {
            text(node.textValue(), path, problems);
        } else if (node.isArray()) {
            for (int n = 0; n < node.size(); n++) {
                walk(node.get(n), path + "[" + n + "]", problems);
            }
        } else {
            node.properties().forEach(property -> {
                String below = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
                if (property.getKey().length() > LONGEST) {
                    problems.add(
                            new Problem(path, "has a property whose name is longer than " + LONGEST + " characters"));
                } else {
                    text(property.getKey(), below, problems);
                    walk(property.getValue(), below, problems);
                }
            });
        }
    }

    private static void text(String text, String path, List<Problem> problems) {
        if (text.length() > LONGEST) {
            problems.add(
                    new Problem(path, "must not be longer than " + LONGEST + " characters, and has " + text.length()));
        } else if (text.indexOf(0) >= 0 || isBroken(text)) {
            problems.add(new Problem(path, "must not hold the character NUL or half a surrogate pair"));
        }
    }

    private static boolean isBroken(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
