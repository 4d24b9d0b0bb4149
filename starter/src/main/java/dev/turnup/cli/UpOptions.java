package dev.turnup.cli;

import dev.turnup.cli.home.Home;
import dev.turnup.cli.temporal.TemporalRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What can be asked of an embedded Turnup. */
final class UpOptions {
    @Option(names = "--api-port", paramLabel = "PORT", description = "Port of the API (usually 8080).")
    int apiPort;

    @Option(names = "--temporal-port", paramLabel = "PORT", description = "Port of Temporal (usually 7233).")
    int temporalPort;

    @Option(names = "--ui-port", paramLabel = "PORT", description = "Port of Temporal's UI (usually 8233).")
    int uiPort;

    @Option(
            names = "--temporal",
            paramLabel = "ADDRESS",
            description = "A Temporal that runs already (host:port), or 'in-memory'; TEMPORAL_ADDRESS does the same.")
    @Nullable
    String temporal;

    @Mixin
    final DatabaseOptions database = new DatabaseOptions();

    TemporalRequest temporal(Home home, Map<String, String> environment) {
        String namespace = environment.getOrDefault("TEMPORAL_NAMESPACE", "default");
        return new TemporalRequest(temporal, namespace, home.folder(), temporalPort, uiPort, environment);
    }
}
