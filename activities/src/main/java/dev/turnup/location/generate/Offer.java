package dev.turnup.location.generate;

import dev.turnup.location.Access;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What can be had in a building.
 *
 * @param access best first: the fastest, and of the equally fast what is there soonest
 * @param capacityMbps megabits per second that may be sold in all
 */
record Offer(List<Access> access, long capacityMbps) {
    private static final List<Access> NOTHING = List.of(new Access("none", 0, 0));
    private static final Integer[] FIBER_MBPS = {1000, 1000, 1000, 2000, 5000, 10000, 10000, 10000, 10000, 100000};
    private static final Integer[] BUILT_FIBER_MBPS = {1000, 10000, 10000, 10000, 100000};
    private static final Integer[] COAX_MBPS = {300, 500, 1000, 1000};
    private static final Integer[] WIRELESS_MBPS = {100, 300, 500};
    private static final Integer[] TIMES_THE_SPEED = {1, 1, 1, 2, 2, 3, 4};
    private static final Comparator<Access> BEST_FIRST =
            Comparator.comparingLong(Access::maxSpeedMbps).reversed().thenComparingInt(Access::leadTimeDays);

    static Offer draw(Dice dice) {
        if (dice.perMille(60)) {
            return new Offer(NOTHING, 0);
        }
        List<Access> ways = ways(dice);
        ways.sort(BEST_FIRST);
        return new Offer(ways, ways.getFirst().maxSpeedMbps() * dice.oneOf(TIMES_THE_SPEED));
    }

    private static List<Access> ways(Dice dice) {
        List<Access> ways = new ArrayList<>(3);
        int fiber = dice.below(100);
        if (fiber < 60) {
            ways.add(new Access("fiber", dice.oneOf(FIBER_MBPS), dice.perMille(600) ? 0 : dice.between(1, 10)));
        } else if (fiber < 82) {
            ways.add(new Access("fiber-build", dice.oneOf(BUILT_FIBER_MBPS), dice.between(30, 90)));
        }
        if (dice.perMille(350)) {
            ways.add(new Access("coax", dice.oneOf(COAX_MBPS), dice.between(0, 5)));
        }
        if (ways.isEmpty() || dice.perMille(250)) {
            ways.add(new Access("fixed-wireless", dice.oneOf(WIRELESS_MBPS), dice.between(2, 7)));
        }
        return ways;
    }
}
