package dev.turnup.window;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A window as far as it could be read; what was missing or of a wrong type is null here. Times are local, as they came. */
public record WindowDraft(
        @Nullable String timeZone,
        @Nullable String start,
        @Nullable String end,
        List<Item> products) {

    /**
     * @param path in the customer's JSON
     * @param speedMbps as it is to be during the window
     */
    public record Item(
            String path, @Nullable String id, @Nullable Long speedMbps) {}
}
