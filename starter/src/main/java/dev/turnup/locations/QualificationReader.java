package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.location.answer.Wish;
import dev.turnup.location.answer.Wish.Where;
import dev.turnup.plan.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Reads a TMF679 CheckProductOfferingQualification; throws Refusal with all that is wrong with it. */
@OnIntake
@Component
class QualificationReader {
    static final String ITEM = "checkProductOfferingQualificationItem";
    private static final int MOST_ITEMS = 100;
    private static final int LONGEST_ID = 40;
    private static final List<String> ADDRESS = List.of(
            "streetNr", "streetName", "streetType", "streetSuffix", "locality", "city", "stateOrProvince", "postcode");

    private final WishReader wishes;

    QualificationReader(WishReader wishes) {
        this.wishes = wishes;
    }

    List<Wish> read(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part check = Part.whole(body, problems);
        check.required(ITEM);
        List<Part> items = check.list(ITEM);
        int all = check.any(ITEM).map(JsonNode::size).orElse(1);
        if (all == 0 || all > MOST_ITEMS) {
            check.problem(ITEM, "must be 1 to " + MOST_ITEMS + " items, and there are " + all);
            throw Refusal.invalid(problems);
        }
        Set<String> ids = new HashSet<>();
        List<Wish> read =
                items.stream().flatMap(item -> wish(item, ids).stream()).toList();
        if (!problems.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return read;
    }

    private Optional<Wish> wish(Part item, Set<String> ids) {
        Optional<String> id = item.requiredText("id", LONGEST_ID);
        id.filter(one -> !ids.add(one)).ifPresent(one -> item.problem("id", "another item has the id '" + one + "'"));
        item.text("action")
                .filter(action -> !action.equals("add"))
                .ifPresent(action -> item.problem("action", "must be add: what is yet to be ordered is qualified"));
        Optional<String> offering = item.requiredObject("productOffering").flatMap(ref -> {
            ref.required("id");
            return wishes.offering(ref, "id");
        });
        Optional<Part> product = item.requiredObject("product");
        Optional<Long> speed = product.flatMap(part -> speed(part, offering));
        Optional<Where> where = product.flatMap(QualificationReader::where);
        return id.isEmpty() || offering.isEmpty() || speed.isEmpty() || where.isEmpty()
                ? Optional.empty()
                : Optional.of(new Wish(id.get(), offering.get(), speed.get(), where.get()));
    }

    private Optional<Long> speed(Part product, Optional<String> offering) {
        Optional<Part> speed = product.list("productCharacteristic").stream()
                .filter(one -> one.text("name").filter("speedMbps"::equals).isPresent())
                .findFirst();
        if (speed.isEmpty()) {
            product.problem("productCharacteristic", "must have a speedMbps");
        }
        return speed.flatMap(part -> wishes.speed(part, "value", offering));
    }

    private static Optional<Where> where(Part product) {
        List<Part> places = product.list("place");
        if (places.size() != 1) {
            product.problem("place", "must be one place, and there are " + places.size());
            return Optional.empty();
        }
        return places.getFirst().requiredObject("place").flatMap(QualificationReader::named);
    }

    /** By id, or by coordinates, or by address: whichever is there, in this order. */
    private static Optional<Where> named(Part place) {
        int before = place.problems().size();
        Optional<String> id = place.text("id", LONGEST_ID);
        Optional<Where> point = point(place);
        String address = place.text("address")
                .orElseGet(() -> ADDRESS.stream()
                        .flatMap(name -> place.text(name).stream())
                        .collect(Collectors.joining(" ")));
        if (place.problems().size() > before) {
            return Optional.empty();
        }
        if (id.isPresent() || point.isPresent()) {
            return id.<Where>map(Where.Id::new).or(() -> point);
        }
        if (address.isEmpty()) {
            place.problem("id", "is missing: name the place by id, by address, or by latitude and longitude");
            return Optional.empty();
        }
        Places.text(place.pathOf("address"), address, place.problems());
        return place.problems().size() > before ? Optional.empty() : Optional.of(new Where.Address(address));
    }

    private static Optional<Where> point(Part place) {
        if (Stream.of("latitude", "longitude").allMatch(name -> place.any(name).isEmpty())) {
            return Optional.empty();
        }
        Optional<Double> latitude = degrees(place, "latitude");
        Optional<Double> longitude = degrees(place, "longitude");
        if (latitude.isEmpty() || longitude.isEmpty()) {
            return Optional.empty();
        }
        Places.coordinates(
                place.pathOf("latitude"), latitude.get(), place.pathOf("longitude"), longitude.get(), place.problems());
        return Optional.of(new Where.Point(latitude.get(), longitude.get()));
    }

    private static Optional<Double> degrees(Part place, String name) {
        place.required(name);
        Optional<JsonNode> value = place.any(name);
        value.filter(node -> !node.isNumber()).ifPresent(node -> place.problem(name, "must be a number of degrees"));
        return value.filter(JsonNode::isNumber).map(JsonNode::doubleValue);
    }
}
