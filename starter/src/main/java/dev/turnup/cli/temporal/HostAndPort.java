package dev.turnup.cli.temporal;

import dev.turnup.cli.terminal.PlainError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens; the port is Temporal's usual one where none is named. */
record HostAndPort(String host, int port) {
    private static final int USUAL_PORT = 7233;
    private static final Pattern FORM = Pattern.compile("([^\\s:/]+|\\[[0-9a-fA-F:.]+\\])(?::(\\d{1,5}))?");

    static HostAndPort of(String address) {
        Matcher matcher = FORM.matcher(address.strip());
        if (!matcher.matches() || portOf(matcher) > 65_535) {
            throw new PlainError(
                    "'" + address + "' is no address of a Temporal server.",
                    "Write it as host:port, for instance 127.0.0.1:7233.");
        }
        return new HostAndPort(matcher.group(1), portOf(matcher));
    }

    private static int portOf(Matcher matcher) {
        String port = matcher.group(2);
        return port == null ? USUAL_PORT : Integer.parseInt(port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
