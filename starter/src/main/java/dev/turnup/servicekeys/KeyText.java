package dev.turnup.servicekeys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.api.KeyForms;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A service key as its holder has it: its id, which is no secret, and 256 random bits, which need no slow hash.
 *
 * @param id the first part of it
 * @param text all of it, which is told once and nowhere kept
 */
public record KeyText(String id, String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 6;
    private static final int SECRET_BYTES = 32;

    static KeyText make() {
        String id = "sk_" + HexFormat.of().formatHex(random(ID_BYTES));
        return new KeyText(
                id, id + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(random(SECRET_BYTES)));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    /** By which it is found. */
    String hash() {
        return Sha256.hex(text.getBytes(UTF_8));
    }

    /** A copy in which each key, wherever it stands, is its id alone. */
    public static ObjectNode hidden(JsonNode json) {
        return TreeJson.readOwn(KeyForms.cut(new String(TreeJson.bytes(json), UTF_8)));
    }

    @Override
    public String toString() {
        return id;
    }
}
