package dev.turnup.location.generate;

import java.util.Optional;

/**
 * What becomes of buildings from one revision of a list to the next: of 1000 about 5 go, and 10 have other speeds.
 *
 * @param revision the list's, from 0
 */
record Drift(long seed, int revision) {
    private static final int GONE_PER_MILLE = 5;
    private static final int CHANGED_PER_MILLE = 10;

    /**
     * The building as it is now, empty where it has gone.
     *
     * @param since the revision that first had it
     */
    Optional<GeneratedBuilding> apply(GeneratedBuilding building, int since) {
        GeneratedBuilding drifted = building;
        for (int next = since + 1; next <= revision; next++) {
            Dice dice = Dice.of(seed, building.number(), next);
            int fate = dice.below(1000);
            if (fate < GONE_PER_MILLE) {
                return Optional.empty();
            }
            if (fate < GONE_PER_MILLE + CHANGED_PER_MILLE) {
                drifted = changed(drifted, dice);
            }
        }
        return Optional.of(drifted);
    }

    private static GeneratedBuilding changed(GeneratedBuilding building, Dice dice) {
        Offer offer = Offer.draw(dice);
        while (offer.access().getFirst().maxSpeedMbps()
                == building.access().getFirst().maxSpeedMbps()) {
            offer = Offer.draw(dice);
        }
        return building.withAccess(offer.access(), offer.capacityMbps());
    }
}
