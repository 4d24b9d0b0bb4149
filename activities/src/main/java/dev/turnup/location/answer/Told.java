package dev.turnup.location.answer;

import dev.turnup.location.offer.Offer;
import dev.turnup.location.offer.Tier;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was told about one wish. Stored: what is added must be nullable.
 *
 * @param item its id in the answer
 * @param offering what was wished
 * @param speedMbps megabits per second that were wished
 * @param offer what can be had at the place; null where no place was found
 * @param reason why the wish can't be met; null where it can
 * @param alternates what comes near to it
 */
public record Told(
        String item,
        String offering,
        long speedMbps,
        @Nullable Offer offer,
        @Nullable Reason reason,
        List<Alternate> alternates) {

    /** @param label for people */
    public record Reason(String code, String label) {}

    /** @param kilometres from the place of the wish */
    public record Alternate(Offer offer, Tier tier, double kilometres) {}

    /** Where no place was found. */
    public static Told nowhere(Wish wish, String code, String label) {
        return new Told(wish.item(), wish.offering(), wish.speedMbps(), null, new Reason(code, label), List.of());
    }

    /** {@code qualified}, {@code alternate} or {@code unqualified}. */
    public String result() {
        if (reason == null) {
            return "qualified";
        }
        return alternates.isEmpty() ? "unqualified" : "alternate";
    }

    /** The speed that was wished, where it can be had. */
    public Optional<Tier> tier() {
        return offer == null || reason != null ? Optional.empty() : offer.tier(speedMbps);
    }
}
