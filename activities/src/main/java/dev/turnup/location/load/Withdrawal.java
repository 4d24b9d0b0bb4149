package dev.turnup.location.load;

import com.google.common.collect.Iterables;
import dev.turnup.location.Access;
import dev.turnup.location.Location;
import dev.turnup.location.load.LocationImport.Stranded;
import dev.turnup.location.store.Generation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Buildings that leave the list while products are there: they stay in table place, for these products alone. */
final class Withdrawal {
    private static final int AT_ONCE = 200;

    private final Handle work;
    private final Generation live;
    private final Generation next;
    private final InstantSource clock;

    Withdrawal(Handle work, Generation live, Generation next, InstantSource clock) {
        this.work = work;
        this.live = live;
        this.next = next;
        this.clock = clock;
    }

    /** Stores them together with the switch to the new list. */
    List<Stranded> store(Runnable goLive) {
        work.begin();
        List<Stranded> products = products();
        Set<String> places = new HashSet<>(kept("and withdrawn_at is not null"));
        products.forEach(product -> places.add(product.place()));
        Set<String> listed = find(next, places).keySet();
        places.removeAll(listed);
        places.forEach(id -> work.execute(
                "update place set withdrawn_at = ? where id = ? and kind = 'building' and withdrawn_at is null",
                clock.instant(),
                id));
        insert(find(live, places).values());
        kept("").stream().filter(listed::contains).forEach(this::delete);
        goLive.run();
        work.commit();
        return products.stream()
                .filter(product -> places.contains(product.place()))
                .toList();
    }

    private List<Stranded> products() {
        return work.createQuery("""
                        select p.id as product, p.tenant, p.place from product p
                        left join place site on site.id = p.place and site.kind = 'site'
                        where p.place is not null and site.id is null and p.state not in ('terminated', 'cancelled')
                        order by p.tenant, p.id""").map(ConstructorMapper.of(Stranded.class)).list();
    }

    /** Buildings in table place: few, beside those of the products. */
    private List<String> kept(String which) {
        return work.createQuery("select id from place where kind = 'building' " + which)
                .mapTo(String.class)
                .list();
    }

    private Map<String, Location> find(Generation generation, Set<String> ids) {
        Map<String, Location> found = new HashMap<>();
        for (List<String> some : Iterables.partition(ids, AT_ONCE)) {
            generation.byIds(work, some).forEach(location -> found.put(location.id(), location));
        }
        return found;
    }

    private void insert(Iterable<Location> gone) {
        List<Location> all = new ArrayList<>();
        gone.forEach(all::add);
        if (all.isEmpty()) {
            return;
        }
        PreparedBatch batch = work.prepareBatch("""
                insert into place (id, kind, name, operator, street, city, region, postal_code, country, latitude, longitude,
                    metro, on_ramps, technology, max_speed, lead_days, withdrawn_at)
                values (:id, 'building', :street, '', :street, :city, :region, :postalCode, :country, :latitude, :longitude,
                    '', '', :technology, :maxSpeedMbps, :leadTimeDays, :now) on conflict do nothing""");
        for (Location location : all) {
            Access best = location.best();
            batch.bindMethods(location)
                    .bindMethods(location.address())
                    .bindMethods(best)
                    .bind("now", clock.instant())
                    .add();
        }
        batch.execute();
    }

    private void delete(String back) {
        work.execute("delete from place where id = ? and kind = 'building'", back);
    }
}
