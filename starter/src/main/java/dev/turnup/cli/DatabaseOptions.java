package dev.turnup.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which database, where it isn't the embedded one. The password comes through the environment alone: others see arguments. */
final class DatabaseOptions {
    @Option(
            names = "--database-url",
            paramLabel = "JDBC-URL",
            defaultValue = "${env:TURNUP_DATABASE_URL}",
            description = "For instance jdbc:postgresql://db/turnup (or TURNUP_DATABASE_URL).")
    @Nullable
    String url;

    @Option(
            names = "--database-user",
            paramLabel = "USER",
            defaultValue = "${env:TURNUP_DATABASE_USER}",
            description = "Or TURNUP_DATABASE_USER; the password is TURNUP_DATABASE_PASSWORD.")
    @Nullable
    String user;

    boolean isGiven() {
        return url != null;
    }

    ProductSettings settings() {
        return ProductSettings.none()
                .with("turnup.database.url", Optional.ofNullable(url))
                .with("turnup.database.user", Optional.ofNullable(user))
                .with("turnup.database.password", Optional.ofNullable(System.getenv("TURNUP_DATABASE_PASSWORD")));
    }
}
