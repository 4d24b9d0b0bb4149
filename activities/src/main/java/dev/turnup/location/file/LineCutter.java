package dev.turnup.location.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Cuts a stream into lines and keeps none that is too long, whatever comes: no line can take the memory of the process. */
final class LineCutter {
    static final int LONGEST = 16 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[256 * 1024];
    private final byte[] line = new byte[LONGEST];
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports what is broken
    private int at;
    private int end;
    private long number;

    LineCutter(InputStream in) {
        this.in = in;
    }

    /**
     * One line without its end.
     *
     * @param number from 1
     * @param text null where it can't be read
     * @param problem why; null where it could
     */
    record Line(
            long number, @Nullable String text, @Nullable String problem) {}

    /** The next line, null at the end. */
    @Nullable
    Line next() throws IOException {
        int length = 0;
        boolean any = false;
        while (fill()) {
            any = true;
            int newline = newline();
            int piece = newline - at;
            int kept = Math.min(piece, LONGEST - Math.min(length, LONGEST));
            System.arraycopy(buffer, at, line, Math.min(length, LONGEST), kept);
            length = (int) Math.min((long) length + piece, Integer.MAX_VALUE);
            at = newline + 1; // one past the end where there was no newline: fill() reads on
            if (newline < end) {
                return line(length);
            }
        }
        return any ? line(length) : null;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int newline() {
        for (int n = at; n < end; n++) {
            if (buffer[n] == '\n') {
                return n;
            }
        }
        return end;
    }

    private Line line(int length) {
        number++;
        if (length > LONGEST) {
            return new Line(number, null, "the line is longer than " + LONGEST + " bytes");
        }
        int last = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        try {
            return new Line(number, utf8.decode(ByteBuffer.wrap(line, 0, last)).toString(), null);
        } catch (CharacterCodingException e) {
            return new Line(number, null, "the line is not UTF-8");
        }
    }
}
