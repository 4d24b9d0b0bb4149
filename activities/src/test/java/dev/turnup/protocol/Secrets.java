package dev.turnup.protocol;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What stands behind the references to secrets; each can be recognised wherever it turns up. */
final class Secrets {
    private Secrets() {}

    /** A service key as Azure's look: the same for the same reference. */
    static String behind(String reference) {
        return UUID.nameUUIDFromBytes(reference.getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
