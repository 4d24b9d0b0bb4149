package dev.turnup.location.load;

import dev.turnup.location.load.LocationImport.Progress;
import dev.turnup.location.store.Generation;
import dev.turnup.location.store.RowKeys;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/** The list to which the new one is compared. */
final class LiveList {
    private static final int PAGE = 50_000;

    private final Handle work;
    private final Generation live;

    LiveList(Handle work, Generation live) {
        this.work = work;
        this.live = live;
    }

    Seen seen(Progress progress, long total) {
        Seen seen = new Seen(Runtime.getRuntime().maxMemory(), total);
        AtomicLong last = new AtomicLong();
        while (last.get() < total) {
            work.createQuery("select n, id, content from %s where n > :last and n <= :to".formatted(live.rows()))
                    .bind("last", last.get())
                    .bind("to", last.get() + PAGE)
                    .map((row, context) -> {
                        seen.live(RowKeys.id(row.getString("id")), row.getInt("content"));
                        return true;
                    })
                    .forEach(read -> {});
            last.addAndGet(PAGE);
            progress.at("comparing", Math.min(last.get(), total), total, 0);
        }
        return seen;
    }
}
