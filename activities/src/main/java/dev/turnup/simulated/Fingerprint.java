package dev.turnup.simulated;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256: stands for keys that must not be kept, and makes what is arbitrary the same again for the same seed. */
public record Fingerprint(BigInteger value) {

    public static Fingerprint of(Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append('\n');
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return new Fingerprint(
                    new BigInteger(1, digest.digest(text.toString().getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All of it, 64 digits. */
    public String hex() {
        return String.format("%064x", value);
    }

    /** The first digits. */
    public String hex(int digits) {
        return hex().substring(0, digits);
    }

    /** A number from the first to the last given, both included. */
    public int between(int first, int last) {
        return first + value.mod(BigInteger.valueOf(last - first + 1L)).intValueExact();
    }

    /** From 0 up to, and without, 1. */
    double share() {
        return value.shiftRight(256 - 53).doubleValue() / (1L << 53);
    }
}
