package dev.turnup.location.generate;

import dev.turnup.location.address.ListedAddress;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Types listed addresses as people do. The same seed and the same calls give the same texts. The first address that
 * two disturbers of one seed type differs only by what the kind says.
 */
public final class Disturber {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Dice dice;

    public Disturber(long seed) {
        dice = new Dice(seed);
    }

    public Typed type(ListedAddress address, Disturbance kind) {
        Handwriting hand = Handwriting.draw(dice, address);
        Parts parts = Parts.of(address);
        String plain = hand.write(parts);
        String text = switch (kind) {
            case none -> plain;
            case lettercase -> lettercase(plain);
            case accents -> accents(plain);
            case abbreviation -> hand.write(respelled(parts));
            case suite -> hand.write(Units.added(parts, address.country(), dice));
            case missingPostalCode -> hand.write(parts.withPostalCode(""));
            case order -> reordered(hand, parts, address.country());
            case typo -> hand.write(mistyped(parts));
        };
        return new Typed(text, text.equals(plain) ? Disturbance.none : kind);
    }

    private String lettercase(String text) {
        return switch (dice.below(3)) {
            case 0 -> text.toUpperCase(Locale.ROOT);
            case 1 -> text.toLowerCase(Locale.ROOT);
            default -> mixed(text);
        };
    }

    private String mixed(String text) {
        StringBuilder mixed = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            mixed.append(dice.perMille(500) ? Character.toUpperCase(letter) : Character.toLowerCase(letter));
        }
        return mixed.toString();
    }

    private String accents(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        return dice.perMille(750) ? MARKS.matcher(decomposed).replaceAll("") : decomposed;
    }

    private Parts respelled(Parts parts) {
        String street = Spellings.changed(parts.street(), dice);
        boolean cityToo = street.equals(parts.street()) || dice.perMille(200);
        return parts.withStreet(street).withCity(cityToo ? Spellings.changed(parts.city(), dice) : parts.city());
    }

    private String reordered(Handwriting hand, Parts parts, String country) {
        int kinds = country.equals("CA") && !parts.number().isEmpty() ? 3 : 2;
        return switch (dice.below(kinds)) {
            case 0 -> hand.writeTownFirst(parts);
            case 1 -> hand.writePostalCodeFirst(parts);
            default -> hand.writeNumberLast(parts);
        };
    }

    private Parts mistyped(Parts parts) {
        boolean inStreet = Typo.possible(parts.street());
        boolean inCity = Typo.possible(parts.city());
        if (inStreet && (!inCity || dice.perMille(600))) {
            return parts.withStreet(Typo.in(parts.street(), dice));
        }
        return inCity ? parts.withCity(Typo.in(parts.city(), dice)) : parts;
    }
}
