package dev.turnup.locationchecks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.locationcheck.file.SiteFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes CSV files of bounded size, and few at a time: each takes up to 30 MB until it is stored. */
@OnIntake
@Component
class Uploads {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;

    private final Semaphore room = new Semaphore(AT_ONCE, true);

    /** Throws Refusal where it is no CSV, too large, or where other files are in the way for too long. */
    ResponseEntity<JsonNode> take(HttpServletRequest request, Function<byte[], ResponseEntity<JsonNode>> work)
            throws IOException {
        if (!isCsv(request.getContentType())) {
            throw Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", "send text/csv, in UTF-8");
        }
        enter();
        try {
            return work.apply(body(request));
        } finally {
            room.release();
        }
    }

    private void enter() {
        try {
            if (room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(
                HttpStatus.SERVICE_UNAVAILABLE, "busy", "other files are being taken: send it again in a while");
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        byte[] file = request.getInputStream().readNBytes(SiteFile.MOST_BYTES + 1);
        if (file.length > SiteFile.MOST_BYTES) {
            throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "tooLarge", "a file has at most 5 MiB: send it in several");
        }
        return file;
    }

    private static boolean isCsv(@Nullable String type) {
        try {
            MediaType media = MediaType.parseMediaType(type == null ? "" : type);
            return CSV.equalsTypeAndSubtype(media)
                    && (media.getCharset() == null || media.getCharset().equals(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
