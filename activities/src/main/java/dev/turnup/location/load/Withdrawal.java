package dev.turnup.location.load;

import com.google.common.collect.Iterators;
import dev.turnup.Json;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.address.ListedAddress;
import dev.turnup.location.load.LocationImport.Stranded;
import dev.turnup.location.store.Generation;
import dev.turnup.location.store.RowKeys;
import dev.turnup.plan.Plan;
import dev.turnup.qualification.Qualification;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Buildings that leave the list while products are there: they stay in table place, for these products alone. */
final class Withdrawal {
    private static final int AT_ONCE = 200;

    /** The buildings of products, which may be a million: they are read as they come. */
    private static final String SOLD = """
            select p.place from product p left join place site on site.id = p.place and site.kind = 'site'
            where p.place is not null and site.id is null and p.state not in ('terminated', 'cancelled')""";

    private static final String STRANDED = """
            from product p join place b on b.id = p.place and b.withdrawn_at is not null
            where p.state not in ('terminated', 'cancelled')""";

    private final Handle work;
    private final Generation live;
    private final Seen seen;
    private final InstantSource clock;

    /** @param seen the new list, read to its end */
    Withdrawal(Handle work, Generation live, Seen seen, InstantSource clock) {
        this.work = work;
        this.live = live;
        this.seen = seen;
        this.clock = clock;
    }

    /** Stores them together with the switch to the new list. What is ordered in this instant is seen after it. */
    void store(Runnable goLive) {
        work.useTransaction(tx -> {
            batches(SOLD, false, this::withdraw);
            batches("select id from place where kind = 'building'", true, this::delete);
            goLive.run();
        });
        work.useTransaction(tx -> batches(SOLD, false, this::withdraw));
    }

    private void batches(String ids, boolean listed, Consumer<List<String>> each) {
        try (Stream<String> all = work.createQuery(ids).setFetchSize(AT_ONCE).mapTo(String.class).stream()) {
            Stream<String> some = all.filter(id -> seen.isInFile(RowKeys.id(id)) == listed);
            Iterators.partition(some.iterator(), AT_ONCE).forEachRemaining(each);
        }
    }

    /** Those that are in table place since before there were lists only get their date, where the list before has no more of them. */
    private void withdraw(List<String> gone) {
        List<Location> known = live.byIds(work, gone);
        if (!known.isEmpty()) {
            work.createUpdate("delete from place where kind = 'building' and withdrawn_at is null and id in (<ids>)")
                    .bindList("ids", known.stream().map(Location::id).toList())
                    .execute();
            insert(known);
        }
        work.createUpdate("""
                        update place set withdrawn_at = :now
                        where kind = 'building' and withdrawn_at is null and id in (<ids>)""")
                .bind("now", clock.instant())
                .bindList("ids", gone)
                .execute();
        List<String> unknown = new ArrayList<>(gone);
        unknown.removeAll(known.stream().map(Location::id).toList());
        unknown.removeAll(kept(gone));
        if (!unknown.isEmpty()) {
            insert(ordered(unknown));
        }
    }

    private List<String> kept(List<String> ids) {
        return work.createQuery("select id from place where id in (<ids>)")
                .bindList("ids", ids)
                .mapTo(String.class)
                .list();
    }

    /** What was sold on an answer after it had left the list: as its order knew it. */
    private List<Location> ordered(List<String> ids) {
        return work
                .createQuery("""
                        select p.place, p.item_id, o.plan from product p join product_order o on o.id = p.order_id
                        where p.place in (<ids>) and p.state not in ('terminated', 'cancelled') order by p.created_at""")
                .bindList("ids", ids)
                .map((row, context) -> {
                    String place = row.getString("place");
                    return Json.read(row.getString("plan"), Plan.class)
                            .item(row.getString("item_id"))
                            .answered()
                            .map(told -> ordered(place, told));
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Location ordered(String id, Qualification.Answered told) {
        Access way = new Access(told.technology(), told.maxSpeedMbps(), told.leadTimeDays());
        return new Location(id, new ListedAddress("", "", "", "", ""), 0, 0, List.of(way), told.capacityMbps());
    }

    private void insert(List<Location> gone) {
        PreparedBatch batch = work.prepareBatch("""
                insert into place (id, kind, name, operator, street, city, region, postal_code, country, latitude, longitude,
                    metro, on_ramps, technology, max_speed, lead_days, access, capacity, withdrawn_at)
                values (:id, 'building', :street, '', :street, :city, :region, :postalCode, :country, :latitude, :longitude,
                    '', '', :technology, :maxSpeedMbps, :leadTimeDays, :ways, :capacityMbps, :now) on conflict do nothing""");
        for (Location location : gone) {
            batch.bindMethods(location)
                    .bindMethods(location.address())
                    .bindMethods(location.best())
                    .bind("ways", Access.written(location.access()))
                    .bind("now", clock.instant())
                    .add();
        }
        batch.execute();
    }

    private void delete(List<String> back) {
        work.createUpdate("delete from place where kind = 'building' and id in (<ids>)")
                .bindList("ids", back)
                .execute();
    }

    /** How many products go on at such buildings. */
    static long count(Handle work) {
        return work.createQuery("select count(*) " + STRANDED).mapTo(long.class).one();
    }

    /** The first of them, so many at most. */
    static List<Stranded> some(Handle work, int most) {
        return work.createQuery("select p.id as product, p.tenant, p.place " + STRANDED
                        + " order by p.tenant, p.id limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Stranded.class))
                .list();
    }
}
