package dev.turnup.bench.locations;

import dev.turnup.bench.locations.ListFile.Listed;
import dev.turnup.location.Location;
import dev.turnup.location.address.Match;
import dev.turnup.location.address.Ranking;
import dev.turnup.location.find.LocationFinder;
import dev.turnup.location.generate.Disturbance;
import dev.turnup.location.generate.Disturber;
import java.util.List;

/**
 * How well addresses are found that were typed with one disturbance.
 *
 * @param asked how many
 * @param first how many of them came first, in percent
 * @param right those and the ones that were not certain with the true one among the five, in percent
 * @param certainButWrong in percent
 */
public record Accuracy(int asked, double first, double right, double certainButWrong) {
    private static final long SEED = 1;

    static Accuracy of(LocationFinder finder, List<Listed> buildings, Disturbance kind) {
        Disturber disturber = new Disturber(SEED);
        int first = 0;
        int among = 0;
        int wrong = 0;
        for (Listed building : buildings) {
            Ranking<Location> ranking =
                    finder.find(disturber.type(building.address(), kind).text());
            int place = ranking.best().stream()
                    .map(Match::candidate)
                    .map(Location::id)
                    .toList()
                    .indexOf(building.id());
            first += place == 0 ? 1 : 0;
            among += place > 0 && !ranking.certain() ? 1 : 0;
            wrong += place != 0 && ranking.certain() ? 1 : 0;
        }
        int asked = buildings.size();
        return new Accuracy(asked, percent(first, asked), percent(first + among, asked), percent(wrong, asked));
    }

    private static double percent(int part, int whole) {
        return Math.round(100_000.0 * part / whole) / 1_000.0;
    }
}
