package dev.turnup.location.generate;

import dev.turnup.location.address.ListedAddress;
import java.util.function.Consumer;

/** The buildings along one street of an area. Their numbers ascend, so that none occurs twice. */
final class Street {
    private static final int HIGHEST_NUMBER = 9999;
    private static final int BUILDINGS_PER_POSTAL_CODE = 12;
    private static final int METRES_PER_DEGREE = 111_200;
    private static final int MILLION = 1_000_000;

    private final Area area;
    private final String name;
    private final String letter;
    private final Dice dice;
    private final int block;
    private final double north;
    private final double east;
    private final double metresPerDegreeEast;

    /** @param letter behind each number; where empty, some numbers occur a second time with an "A" */
    Street(Area area, String name, String letter, Dice dice) {
        this.area = area;
        this.name = name;
        this.letter = letter;
        this.dice = dice;
        block = dice.below(area.blocks());
        north = 2500 * (dice.fraction() + dice.fraction() - 1);
        east = 2500 * (dice.fraction() + dice.fraction() - 1);
        metresPerDegreeEast = METRES_PER_DEGREE * StrictMath.cos(StrictMath.toRadians(area.latitude()));
    }

    void build(long first, int buildings, Consumer<GeneratedBuilding> list) {
        int number = lowest(buildings);
        int widest = Math.clamp((HIGHEST_NUMBER - number) / buildings, 1, 10);
        String text = Integer.toString(number);
        for (int i = 0; i < buildings; i++) {
            list.accept(building(first + i, text + letter + ' ' + name, block + i / BUILDINGS_PER_POSTAL_CODE));
            if (letter.isEmpty() && dice.perMille(20) && !text.endsWith("A")) {
                text += "A";
            } else {
                number += dice.between(1, widest);
                text = Integer.toString(number);
            }
        }
    }

    /** Low ones are commoner. */
    private int lowest(int buildings) {
        double fraction = dice.fraction();
        return 1 + (int) ((HIGHEST_NUMBER - 1 - buildings) * fraction * fraction * fraction);
    }

    private GeneratedBuilding building(long number, String street, int block) {
        ListedAddress address =
                new ListedAddress(street, area.city(), area.region(), area.postalCode(block), area.country());
        double metresNorth = north + 1000 * (dice.fraction() - 0.5);
        double metresEast = east + 1000 * (dice.fraction() - 0.5);
        int latitude = (int) ((area.latitude() + metresNorth / METRES_PER_DEGREE) * MILLION);
        int longitude = (int) ((area.longitude() + metresEast / metresPerDegreeEast) * MILLION);
        Offer offer = Offer.draw(dice);
        return new GeneratedBuilding(number, address, latitude, longitude, offer.access(), offer.capacityMbps());
    }
}
