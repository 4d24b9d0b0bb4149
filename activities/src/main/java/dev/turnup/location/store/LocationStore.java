package dev.turnup.location.store;

import dev.turnup.database.Database;
import dev.turnup.location.Location;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Questions to the live list. Each is answered by one generation, also while another takes its place; or throws LocationsAway. */
public final class LocationStore {
    /** "There is no such table", of PostgreSQL and of H2. */
    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

    private static final int AGAIN = 3;

    private final Jdbi jdbi;
    private volatile @Nullable Generation known; // each question checks whether it still is the live one

    public LocationStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A building and how far it is. */
    public record Near(Location location, double kilometres) {}

    public Optional<Location> byId(String id) {
        return byIds(List.of(id)).stream().findFirst();
    }

    /** Those that are there, of at most some hundreds. */
    public List<Location> byIds(Collection<String> ids) {
        return ask((handle, generation) -> generation.byIdsWhileLive(handle, ids));
    }

    /** Candidates: all buildings with one of these keys, and the few whose keys look the same. */
    public List<Location> byKeys(Set<Long> keys) {
        return ask((handle, generation) -> generation.findWhileLive(handle, keys));
    }

    /**
     * The nearest serviceable buildings, the nearest first. Looked for in wider and wider circles: in a town there are
     * thousands within the widest.
     */
    public List<Near> near(Circle widest, int limit) {
        return ask((handle, generation) -> {
            Circle first = widest.within(Circle.FIRST_KM); // lists of older builds aren't filed by the fine grid
            List<Near> nearest = within(first, generation.findWhileLive(handle, first.cells(Grid.FINE)), limit);
            return nearest.size() == limit ? nearest : near(widest, limit, handle, generation);
        });
    }

    private static List<Near> near(Circle widest, int limit, Handle handle, Generation generation) {
        Set<Location> found = new HashSet<>();
        Set<Long> asked = new HashSet<>();
        for (double reach = 2 * Circle.FIRST_KM; true; reach *= 2) {
            Circle circle = widest.within(reach);
            Set<Long> more = circle.cells(Grid.COARSE);
            more.removeAll(asked);
            asked.addAll(more);
            found.addAll(generation.findWhileLive(handle, more));
            List<Near> near = within(circle, found, limit);
            if (near.size() == limit || circle.equals(widest)) {
                return near;
            }
        }
    }

    private static List<Near> within(Circle circle, Collection<Location> found, int limit) {
        return found.stream()
                .filter(Location::isServiceable)
                .map(location -> new Near(location, circle.kilometresTo(location)))
                .filter(near -> near.kilometres() <= circle.kilometres())
                .sorted(Comparator.comparingDouble(Near::kilometres)
                        .thenComparing(near -> near.location().id()))
                .limit(limit)
                .toList();
    }

    private <T> T ask(BiFunction<Handle, Generation, T> question) {
        try {
            return jdbi.withHandle(handle -> askLive(handle, question, AGAIN));
        } catch (JdbiException e) {
            if (Database.isBusy(e) || isAway(e)) {
                throw new LocationsAway(e);
            }
            throw e;
        }
    }

    /** Another list may take the place of the known one before, and the one after that while the question is asked again. */
    private <T> T askLive(Handle handle, BiFunction<Handle, Generation, T> question, int again) {
        Generation before = known; // another question may change it between two looks
        Generation live = before == null ? Generation.live(handle) : before;
        known = live;
        try {
            return question.apply(handle, live);
        } catch (Superseded e) {
            known = e.by();
            if (again <= 0) {
                throw new LocationsAway(e);
            }
        } catch (JdbiException e) {
            known = null;
            if (!isNoTable(e) || again <= 0) {
                throw e;
            }
        }
        return askLive(handle, question, again - 1);
    }

    private static boolean isNoTable(JdbiException e) {
        return NO_TABLE.contains(state(e));
    }

    /** Also where the connection is lost (08), the server ends (57P), has no room (53), or grants nothing (42501). */
    private static boolean isAway(JdbiException e) {
        String state = state(e);
        return isNoTable(e)
                || state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("42501");
    }

    private static String state(JdbiException e) {
        return e.getCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    }
}
