package dev.turnup.bench.locations;

import dev.turnup.bench.Figures;
import dev.turnup.bench.locations.ListFile.Listed;
import dev.turnup.database.Database;
import dev.turnup.location.Location;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.generate.Disturbance;
import dev.turnup.location.generate.Disturber;
import dev.turnup.location.store.Circle;
import dev.turnup.location.store.LocationStore;
import java.io.IOException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Questions to one imported list, without HTTP. */
public final class ListBench {
    private static final int QUESTIONS = 10_000;
    private static final int DISTURBED = 5_000;
    private static final double RADIUS_KM = 5;
    private static final int NEAREST = 5;

    private final LocationStore store;
    private final LocationFinder finder;
    private final Consumer<String> progress;

    ListBench(Database database, Consumer<String> progress) {
        this.store = new LocationStore(database.jdbi());
        this.finder = new LocationFinder(store);
        this.progress = progress;
    }

    /** Times by kind of question. All are asked twice, and the second time counts: while the first compiles, it keeps the processors awake. */
    Map<String, Figures> times(ListFile list) {
        timesOnce(list);
        Map<String, Figures> times = timesOnce(list);
        times.forEach((kind, figures) ->
                progress.accept("%-14s p50 %7.2f ms   p99 %7.2f ms".formatted(kind, figures.p50Ms(), figures.p99Ms())));
        return times;
    }

    private Map<String, Figures> timesOnce(ListFile list) {
        List<Listed> buildings = list.generated(QUESTIONS);
        Disturber disturber = new Disturber(2);
        Map<String, Figures> times = new LinkedHashMap<>();
        times.put("id", Asking.of(buildings, building -> found(building, store.byId(building.id()))));
        times.put("address", find(buildings, disturber, Disturbance.none));
        times.put("typo", find(buildings, disturber, Disturbance.typo));
        times.put("noPostalCode", find(buildings, disturber, Disturbance.missingPostalCode));
        times.put(
                "nearest",
                Asking.of(
                        buildings,
                        building ->
                                store.near(new Circle(building.latitude(), building.longitude(), RADIUS_KM), NEAREST)));
        return times;
    }

    private static Location found(Listed building, Optional<Location> found) {
        return found.orElseThrow(() -> new IllegalStateException(building.id() + " is not found"));
    }

    private Figures find(List<Listed> buildings, Disturber disturber, Disturbance kind) {
        List<String> texts = buildings.stream()
                .map(building -> disturber.type(building.address(), kind).text())
                .toList();
        return Asking.of(texts, finder::find);
    }

    /** By kind of disturbance; the real addresses are disturbed in all ways together. */
    Map<String, Accuracy> accuracy(ListFile list) throws IOException {
        List<Listed> generated = list.generated(DISTURBED);
        List<Listed> real = list.real();
        Map<String, Accuracy> accuracy = new LinkedHashMap<>();
        Map<Disturbance, List<Listed>> kinds = new EnumMap<>(Disturbance.class);
        for (Disturbance kind : Disturbance.values()) {
            kinds.put(kind, generated);
        }
        kinds.forEach((kind, buildings) -> {
            accuracy.put(kind.name(), Accuracy.of(finder, buildings, kind));
            accuracy.put("real " + kind.name(), Accuracy.of(finder, real, kind));
        });
        accuracy.forEach((kind, figures) ->
                progress.accept("%-24s %d asked, first %.2f %%, right %.2f %%, certain but wrong %.3f %%"
                        .formatted(
                                kind, figures.asked(), figures.first(), figures.right(), figures.certainButWrong())));
        return accuracy;
    }
}
