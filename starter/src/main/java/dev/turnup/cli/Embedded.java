package dev.turnup.cli;

import dev.turnup.cli.home.Home;
import dev.turnup.database.Database;

/** What the embedded default sets for Turnup on a home. */
final class Embedded {
    private Embedded() {}

    static ProductSettings settings(Home home) {
        return ProductSettings.none()
                .with("turnup.roles", "all")
                .with("turnup.home", home.folder())
                .with("turnup.database.url", Database.embedded(home.folder()))
                .with("turnup.database.user", "turnup")
                .with("turnup.database.password", "") // the file's owner alone can open it
                .with("server.address", "127.0.0.1")
                .with("turnup.rate.calls-per-second", 0) // whoever calls is alone here
                .with("logging.file.name", home.log())
                .with("logging.threshold.console", "OFF");
    }
}
