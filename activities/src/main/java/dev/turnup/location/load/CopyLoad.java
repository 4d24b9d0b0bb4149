package dev.turnup.location.load;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** PostgreSQL's COPY in its text format. */
final class CopyLoad implements BulkLoad {
    private static final int PIECE = 64 * 1024;

    private final PGConnection connection;
    private final String command;
    private final StringBuilder text = new StringBuilder();
    private @Nullable CopyIn copy;

    CopyLoad(PGConnection connection, String table, List<String> columns) {
        this.connection = connection;
        this.command = "copy %s (%s) from stdin".formatted(table, String.join(", ", columns));
    }

    @Override
    public void add(Object... values) throws SQLException {
        for (int n = 0; n < values.length; n++) {
            text.append(n == 0 ? "" : "\t");
            switch (values[n]) {
                case byte[] bytes -> HexFormat.of().formatHex(text.append("\\\\x"), bytes);
                case String string -> text.append(string.replace("\\", "\\\\")); // no control characters come so far
                case Object number -> text.append(number);
            }
        }
        text.append('\n');
        if (text.length() >= PIECE) {
            send();
        }
    }

    private void send() throws SQLException {
        CopyIn running = copy == null ? connection.getCopyAPI().copyIn(command) : copy;
        copy = running;
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        running.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    @Override
    public void flush() throws SQLException {
        send();
        if (copy != null) {
            copy.endCopy();
            copy = null;
        }
    }

    /** A connection that is copying answers nothing else, not even a rollback. */
    @Override
    public void close() throws SQLException {
        if (copy != null) {
            copy.cancelCopy();
            copy = null;
        }
    }
}
