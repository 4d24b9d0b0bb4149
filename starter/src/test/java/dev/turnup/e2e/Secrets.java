package dev.turnup.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Secrets, each in all forms in which somebody may have written it down. */
final class Secrets {
    private final List<Secret> all = new ArrayList<>();

    /** @param kept whether the product has to keep it, since it is what the product itself shows to others */
    private record Secret(String name, boolean kept, Set<String> forms) {
        boolean isIn(String text) {
            return forms.stream().anyMatch(text::contains);
        }
    }

    /** One that a customer gave, or that the product signs with: it lies in table secret. */
    void kept(String name, String text) {
        all.add(new Secret(name, true, forms(text)));
    }

    /** One of which the product needs no more than a hash, or nothing. */
    void notKept(String name, String text) {
        all.add(new Secret(name, false, forms(text)));
    }

    /** The names of those that a text has. */
    List<String> in(String text) {
        return all.stream().filter(one -> one.isIn(text)).map(Secret::name).toList();
    }

    /** The same without those that are kept. */
    List<String> notKeptIn(String text) {
        return all.stream()
                .filter(one -> !one.kept() && one.isIn(text))
                .map(Secret::name)
                .toList();
    }

    static Set<String> forms(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        Set<String> forms = new LinkedHashSet<>(List.of(text, URLEncoder.encode(text, ISO_8859_1)));
        forms.add(HexFormat.of().formatHex(bytes));
        forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            forms.add(middle(Base64.getEncoder(), bytes, before));
            forms.add(middle(Base64.getUrlEncoder(), bytes, before));
        }
        return forms;
    }

    /** What base64 makes of it where so many bytes, and others, stand around it: without the digits that these are part of. */
    private static String middle(Base64.Encoder base64, byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        return base64.encodeToString(shifted).substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
    }
}
