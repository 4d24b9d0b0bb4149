package dev.turnup.locationchecks;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Throwables;
import com.google.common.util.concurrent.Striped;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Refusal;
import dev.turnup.intake.Caller;
import dev.turnup.locationcheck.file.SiteFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Takes CSV files of bounded size in bounded time, and few at once, of a tenant one: each takes up to 30 MB until it is stored. */
@OnIntake
@Component
class Uploads {
    private static final MediaType CSV = new MediaType("text", "csv");
    private static final int AT_ONCE = 4;
    private static final int PATIENCE_SECONDS = 10;
    private static final int PIECE = 64 * 1024;

    /** Far more than tenants; those whose names fall together wait for each other. */
    private static final int TENANTS = 1 << 16;

    private final Striped<Semaphore> own = Striped.lazyWeakSemaphore(TENANTS, 1);
    private final Semaphore room = new Semaphore(AT_ONCE, true);
    private final Duration longest;

    /** @param longest in which a file has to arrive: 5 MiB take half of a minute at 1.5 Mbit/s */
    Uploads(@Value("${turnup.longest-upload:60s}") Duration longest) {
        this.longest = longest;
    }

    /** Throws Refusal where it is no CSV, too large or too slow, or where other files are in the way for too long. */
    ResponseEntity<JsonNode> take(
            Caller caller, HttpServletRequest request, Function<byte[], ResponseEntity<JsonNode>> work)
            throws IOException {
        if (!isCsv(request.getContentType())) {
            throw Refusal.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupportedMediaType", "send text/csv, in UTF-8");
        }
        Semaphore mine = own.get(caller.tenant());
        enter(mine, "another file of yours is");
        try {
            enter(room, "other files are");
            try {
                return work.apply(body(request));
            } finally {
                room.release();
            }
        } finally {
            mine.release();
        }
    }

    private static void enter(Semaphore door, String others) {
        try {
            if (door.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "busy", others + " being taken: send it again in a while");
    }

    /** Tomcat waits for each piece for its connectionTimeout at most, but for as many pieces as come. */
    private byte[] body(HttpServletRequest request) throws IOException {
        long end = System.nanoTime() + longest.toNanos();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        byte[] piece = new byte[PIECE];
        for (int read = read(request, piece); read >= 0; read = read(request, piece)) {
            file.write(piece, 0, read);
            if (file.size() > SiteFile.MOST_BYTES) {
                throw Refusal.of(
                        HttpStatus.CONTENT_TOO_LARGE, "tooLarge", "a file has at most 5 MiB: send it in several");
            }
            if (System.nanoTime() > end) {
                throw tooSlow();
            }
        }
        return file.toByteArray();
    }

    private int read(HttpServletRequest request, byte[] piece) throws IOException {
        try {
            return request.getInputStream().read(piece);
        } catch (IOException e) {
            if (Throwables.getRootCause(e) instanceof SocketTimeoutException) {
                throw tooSlow();
            }
            throw e;
        }
    }

    /** Tomcat closes the connection after it. */
    private Refusal tooSlow() {
        return Refusal.of(
                HttpStatus.REQUEST_TIMEOUT,
                "tooSlow",
                "a file has to arrive within " + longest.toSeconds() + " seconds: send it in several");
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
