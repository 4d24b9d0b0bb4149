package dev.turnup.intake;

import dev.turnup.plan.ServiceKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What an order relies on or is about, locked: first the service keys, then the products, each in the order of their ids. */
final class Bases {
    private final Handle tx;
    private final Instant now;
    private final Map<String, String> ports = new LinkedHashMap<>();

    private Bases(Handle tx, Instant now) {
        this.tx = tx;
        this.now = now;
    }

    /** @param references ids of products and of service keys */
    static Bases lock(Handle tx, List<String> references, Instant now) {
        Bases bases = new Bases(tx, now);
        List<String> keys = references.stream().filter(ServiceKey::isId).toList();
        if (!keys.isEmpty()) {
            tx.attach(ServiceKeys.class).lock(keys);
            keys.forEach(key -> bases.ports.put(key, bases.find(key).productId()));
        }
        List<String> products = new ArrayList<>(bases.ports.values());
        references.stream().filter(one -> !ServiceKey.isId(one)).forEach(products::add);
        if (!products.isEmpty()) {
            tx.attach(OrderTables.class).lock(products);
        }
        return bases;
    }

    private ServiceKey find(String key) {
        return tx.attach(ServiceKeys.class).known(key, now).orElseThrow();
    }

    /** The product itself, also where it is named by a service key. */
    String product(String reference) {
        return ports.getOrDefault(reference, reference);
    }

    /** The service key; null where it is none. Throws ProductBusy where nothing can be ordered with it by now. */
    @Nullable
    String key(String reference) {
        if (!ports.containsKey(reference)) {
            return null;
        }
        if (find(reference).state() != ServiceKey.State.active) {
            throw ProductBusy.key(reference);
        }
        return reference;
    }
}
