package dev.turnup.locations;

import dev.turnup.api.ListQuery;
import dev.turnup.api.Refusal;
import dev.turnup.location.store.Circle;
import dev.turnup.locations.Question.Around;
import dev.turnup.locations.Question.ByAddress;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the query of a question; throws Refusal with all that is wrong with it. */
final class QuestionReader {
    private static final int DIGITS = 25; // more say nothing

    private final ListQuery query;
    private final List<Problem> problems = new ArrayList<>();

    private QuestionReader(ListQuery query) {
        this.query = query;
    }

    static Question read(ListQuery query) {
        QuestionReader reader = new QuestionReader(query);
        query.only(reader.problems, "address", "latitude", "longitude", "radiusKm", "limit");
        Question question = reader.question();
        if (question == null || !reader.problems.isEmpty()) {
            throw Refusal.invalid(reader.problems);
        }
        return question;
    }

    private @Nullable Question question() {
        String address = query.filter("address");
        boolean around = query.filter("latitude") != null || query.filter("longitude") != null;
        if (address != null && around) {
            problem("address", "ask by address, or by latitude and longitude, not by both");
        } else if (address != null) {
            Places.text("address", address, problems);
            if (query.filter("radiusKm") != null) {
                problem("radiusKm", "goes with latitude and longitude");
            }
            return new ByAddress(address, limit(Question.MOST_CANDIDATES));
        } else if (around) {
            return around();
        } else {
            problem("address", "is missing: ask by address, or by latitude and longitude");
        }
        return null;
    }

    private @Nullable Question around() {
        Double latitude = number("latitude", null);
        Double longitude = number("longitude", null);
        Double radius = number("radiusKm", Question.USUAL_KM);
        int limit = limit(Question.MOST_CANDIDATES);
        if (latitude == null || longitude == null || radius == null) {
            return null;
        }
        Places.coordinates("latitude", latitude, "longitude", longitude, problems);
        if (!(radius > 0 && radius <= Circle.WIDEST_KM)) {
            problem("radiusKm", "must be above 0 and at most " + Circle.WIDEST_KM + " km");
        }
        return problems.isEmpty() ? new Around(new Circle(latitude, longitude, radius), limit) : null;
    }

    private @Nullable Double number(String name, @Nullable Double preset) {
        String text = query.filter(name);
        if (text == null) {
            if (preset == null) {
                problem(name, "is missing: latitude and longitude go together");
            }
            return preset;
        }
        if (text.length() <= DIGITS && text.matches("[-+]?\\d+(\\.\\d+)?")) {
            return Double.valueOf(text);
        }
        problem(name, "must be a number, for instance 40.7128");
        return null;
    }

    private int limit(int preset) {
        String text = query.filter("limit");
        if (text == null) {
            return preset;
        }
        if (text.matches("\\d{1,2}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= Question.MOST_NEAR) {
            return Integer.parseInt(text);
        }
        problem("limit", "must be a whole number from 1 to " + Question.MOST_NEAR);
        return preset;
    }

    private void problem(String path, String message) {
        problems.add(new Problem(path, message));
    }
}
