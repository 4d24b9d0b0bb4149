package dev.turnup.location.generate;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The streets of an area, each with a name of its own. */
final class Town {
    private static final int MOST_STREETS = 300;
    private static final int FEWEST_BUILDINGS_PER_STREET = 12;

    private final Allotment allotment;
    private final Dice dice;
    private final int frenchPerMille;
    private final Set<String> taken = new HashSet<>();

    Town(Allotment allotment, Dice dice) {
        this.allotment = allotment;
        this.dice = dice;
        frenchPerMille = switch (allotment.area().region()) {
            case "QC" -> dice.perMille(900) ? 970 : 200;
            case "NB" -> dice.perMille(300) ? 700 : 0;
            default -> 0;
        };
    }

    /** @param letter behind each number; empty for none */
    void build(String letter, Consumer<GeneratedBuilding> list) {
        int usual = Math.max(FEWEST_BUILDINGS_PER_STREET, allotment.buildings() / MOST_STREETS);
        int built = 0;
        while (built < allotment.buildings()) {
            int buildings = Math.min(allotment.buildings() - built, dice.between(1, 2 * usual));
            new Street(allotment.area(), newName(), letter, dice).build(allotment.first() + built, buildings, list);
            built += buildings;
        }
    }

    private String newName() {
        while (true) {
            StreetNames names = dice.perMille(frenchPerMille) ? StreetNames.FRENCH : StreetNames.ENGLISH;
            StreetName name = names.draw(dice);
            if (taken.add(name.full())) {
                return name.spelled();
            }
        }
    }
}
