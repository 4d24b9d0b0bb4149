package dev.turnup.cli.terminal;

import dev.turnup.Json;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a command writes. People get lines on standard output; scripts ({@code --json}) get exactly one JSON object there, and the
 * lines on standard error.
 */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream lines;
    private final boolean json;
    private final boolean colours;

    public Terminal(PrintStream out, PrintStream err, boolean json, boolean colours) {
        this.out = out;
        this.lines = json ? err : out;
        this.json = json;
        this.colours = colours && !json;
    }

    /** The process's own terminal: UTF-8 whatever the locale says, colours only where somebody looks. */
    public static Terminal ofProcess(boolean json) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Console console = System.console();
        boolean colours = console != null
                && console.isTerminal()
                && System.getenv("NO_COLOR") == null
                && !"dumb".equals(System.getenv("TERM"));
        return new Terminal(out, err, json, colours);
    }

    public void line(String text) {
        lines.println(text);
        lines.flush();
    }

    /** Whether a person looks on: bars that move are for people. */
    public boolean isWatched() {
        Console console = System.console();
        return !json && console != null && console.isTerminal();
    }

    /** The one JSON object of a command; people don't see it. */
    public void result(Object value) {
        if (json) {
            out.println(Json.write(value));
            out.flush();
        }
    }

    /** What only people need: scripts have it in the JSON object. */
    public void forPeople(String text) {
        if (!json) {
            line(text);
        }
    }

    public void error(PlainError error) {
        Map<String, String> object = new LinkedHashMap<>();
        object.put("error", error.sentence());
        object.put("remedy", error.remedy());
        result(object);
        line(in(Colour.RED, error.sentence()));
        line(error.remedy());
    }

    public String in(Colour colour, String text) {
        return colours ? colour.code() + text + Colour.NONE : text;
    }
}
