package dev.turnup.locations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.ListQuery;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.Caller;
import dev.turnup.location.Location;
import dev.turnup.location.address.Match;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Offers;
import dev.turnup.location.store.LocationStore;
import dev.turnup.location.store.LocationStore.Near;
import dev.turnup.locations.Question.Around;
import dev.turnup.locations.Question.ByAddress;
import dev.turnup.qualification.Qualification;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be had where, asked while somebody types: nothing is stored. */
@OnIntake
@RestController
@RequestMapping(Locations.PATH)
@Tag(name = "Locations")
class Locations {
    static final String PATH = "/api/v1/locations";

    /** Somebody who types asks the same again; a new list needn't be seen at once. */
    private static final CacheControl CACHED =
            CacheControl.maxAge(Duration.ofMinutes(1)).cachePrivate();

    private static final int CONFIDENCE_DIGITS = 3;

    private final LocationStore locations;
    private final LocationFinder finder;
    private final Offers offers;
    private final String currency;
    private final InstantSource clock;

    Locations(LocationStore locations, Offers offers, Catalogues catalogues, InstantSource clock) {
        this.locations = locations;
        this.finder = new LocationFinder(locations);
        this.offers = offers;
        this.currency = catalogues.now().currency();
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            operationId = "findLocation",
            summary = "Find buildings by address or coordinates",
            description =
                    "By 'address', as people type it: the best candidates with a confidence from 0 to 1; 'certain' "
                            + "when the first can be taken unasked. Or by 'latitude' and 'longitude': the nearest serviceable "
                            + "buildings within 'radiusKm'. Nothing is stored: what is to be ordered on is asked for by POST.")
    @Parameter(name = "address", description = "In any order and spelling, up to 500 characters.")
    @Parameter(name = "latitude", description = "Degrees, WGS 84.")
    @Parameter(name = "longitude", description = "Degrees, WGS 84.")
    @Parameter(name = "radiusKm", description = "Up to 25; 5 unless said.")
    @Parameter(name = "limit", description = "1 to 20; 5 unless said. An address has 5 candidates at most.")
    ResponseEntity<JsonNode> find(Caller caller, ListQuery query) {
        ObjectNode answer = switch (QuestionReader.read(query)) {
            case ByAddress address -> byAddress(address);
            case Around around -> around(around);
        };
        return ResponseEntity.ok().cacheControl(CACHED).body(answer);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "retrieveLocation", summary = "Read what can be had at a building or a data centre")
    ResponseEntity<JsonNode> get(Caller caller, @PathVariable String id, ListQuery query) {
        Offer offer = offers.find(id).orElseThrow(() -> Refusal.notFound("location", id));
        return ResponseEntity.ok().cacheControl(CACHED).body(query.allow().select(json(offer)));
    }

    private ObjectNode byAddress(ByAddress question) {
        Ranking<Location> ranking = finder.find(question.text());
        ObjectNode answer = TreeJson.object().put("certain", ranking.certain());
        ArrayNode candidates = answer.putArray("candidate");
        List<Match<Location>> best =
                ranking.best().stream().limit(question.limit()).toList();
        List<Offer> there = offers.at(best.stream().map(Match::candidate).toList(), null);
        for (int n = 0; n < best.size(); n++) {
            candidates.add(json(there.get(n)).put("confidence", confidence(best.get(n))));
        }
        return answer;
    }

    private static BigDecimal confidence(Match<Location> match) {
        return BigDecimal.valueOf(match.confidence()).setScale(CONFIDENCE_DIGITS, RoundingMode.HALF_EVEN);
    }

    private ObjectNode around(Around question) {
        ObjectNode answer = TreeJson.object();
        ArrayNode candidates = answer.putArray("candidate");
        List<Near> near = locations.near(question.circle(), question.limit());
        List<Offer> there = offers.at(near.stream().map(Near::location).toList(), null);
        for (int n = 0; n < near.size(); n++) {
            candidates.add(json(there.get(n))
                    .put("distanceKm", OfferAnswer.kilometres(near.get(n).kilometres())));
        }
        return answer;
    }

    private ObjectNode json(Offer offer) {
        return new OfferAnswer(
                        offer,
                        currency,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Qualification.HOLDS))
                .json();
    }
}
