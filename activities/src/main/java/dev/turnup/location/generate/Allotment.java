package dev.turnup.location.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * How many buildings an area gets, and from which number on they are counted.
 *
 * @param first the number of the first building, from 1
 */
record Allotment(Area area, long first, int buildings) {
    private static final double SHARE_OF_CANADA = 0.09;

    /**
     * Shares out buildings: some areas are dense, many are not. Each area's part depends on the seed alone, so
     * the sum is {@code count} to the building.
     */
    static List<Allotment> share(List<Area> areas, long count, long first, long seed) {
        List<Area> order = shuffled(areas, Dice.of(seed, 1));
        double[] weights = weights(order, Dice.of(seed, 2));
        List<Allotment> shares = new ArrayList<>();
        double sum = 0;
        long given = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i];
            long upTo = i == weights.length - 1 ? count : Math.min(count, (long) (sum * count));
            if (upTo > given) {
                shares.add(new Allotment(order.get(i), first + given, (int) (upTo - given)));
            }
            given = upTo;
        }
        return shares;
    }

    /** They sum to one. */
    private static double[] weights(List<Area> areas, Dice dice) {
        double[] weights = new double[areas.size()];
        double canada = 0;
        double usa = 0;
        for (int i = 0; i < weights.length; i++) {
            Area area = areas.get(i);
            weights[i] = area.blocks() * dice.fraction() / (0.05 + dice.fraction());
            canada += area.canadian() ? weights[i] : 0;
            usa += area.canadian() ? 0 : weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= areas.get(i).canadian() ? SHARE_OF_CANADA / canada : (1 - SHARE_OF_CANADA) / usa;
        }
        return weights;
    }

    private static List<Area> shuffled(List<Area> areas, Dice dice) {
        List<Area> order = new ArrayList<>(areas);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = dice.below(i + 1);
            Area area = order.get(i);
            order.set(i, order.get(other));
            order.set(other, area);
        }
        return order;
    }
}
