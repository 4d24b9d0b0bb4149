package dev.turnup.cli.temporal;

import dev.turnup.order.SearchKeys;
import io.temporal.api.enums.v1.IndexedValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the dev server is called. */
final class DevServerCommand {
    private DevServerCommand() {}

    static List<String> of(Path cli, Path database, int port, int uiPort, Machine machine) {
        List<String> command = new ArrayList<>();
        machine.program("setpriv").ifPresent(setpriv -> {
            // Linux: it ends with us even when we are killed …
            command.addAll(List.of(setpriv.toString(), "--pdeathsig", "TERM"));
            // … but not at Ctrl-C, which reaches every process of the terminal: workers need it while they drain
            machine.program("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        });
        command.addAll(List.of(cli.toString(), "server", "start-dev", "--log-level", "error"));
        command.addAll(List.of("--ip", "127.0.0.1", "--port", "" + port, "--ui-port", "" + uiPort));
        command.addAll(List.of("--db-filename", database.toString()));
        // a write-ahead log that is synced at checkpoints: what was answered survives any kill of a process, and a
        // commit costs no disk sync (measured: 6 instead of 271 in the first seconds)
        command.addAll(List.of("--sqlite-pragma", "journal_mode=WAL", "--sqlite-pragma", "synchronous=NORMAL"));
        set(command, "system.enableActivityEagerExecution", true);
        set(command, "frontend.WorkflowPauseEnabled", true);
        set(command, "matching.enableFairness", true);
        // four otherwise, each fair by itself, and for each a poller has to come by
        set(command, "matching.numTaskqueueWritePartitions", 1);
        set(command, "matching.numTaskqueueReadPartitions", 1);
        SearchKeys.ALL.forEach(
                key -> command.addAll(List.of("--search-attribute", key.getName() + "=" + type(key.getValueType()))));
        return command;
    }

    private static void set(List<String> command, String key, Object value) {
        command.addAll(List.of("--dynamic-config-value", key + "=" + value));
    }

    /** KEYWORD_LIST is KeywordList there. */
    private static String type(IndexedValueType type) {
        StringBuilder name = new StringBuilder();
        for (String word : type.name().replace("INDEXED_VALUE_TYPE_", "").split("_")) {
            name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
