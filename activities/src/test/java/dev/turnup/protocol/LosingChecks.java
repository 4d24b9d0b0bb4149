package dev.turnup.protocol;

import dev.turnup.locationcheck.CheckLook;
import dev.turnup.locationcheck.CheckStart;
import dev.turnup.locationcheck.LocationCheckRecords;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers rows, and for chosen checks is gone before it can say so: as a process that is killed behind its commit. */
final class LosingChecks implements LocationCheckRecords {
    private final LocationCheckRecords records;
    private final Map<String, Integer> losses = new ConcurrentHashMap<>();

    LosingChecks(LocationCheckRecords records) {
        this.records = records;
    }

    void lose(String check, int answers) {
        losses.put(check, answers);
    }

    @Override
    public CheckLook goOn(CheckStart start) {
        CheckLook look = records.goOn(start);
        if (losses.merge(start.id(), -1, Integer::sum) >= 0) {
            throw new IllegalStateException("killed, as the test says");
        }
        return look;
    }

    @Override
    public CheckLook cancel(CheckStart start) {
        return records.cancel(start);
    }
}
