package dev.turnup.cli.temporal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a program is a temporal CLI that we can use. */
final class CliVersion {
    /** 1.5 brought the server that knows fairness; an older one may be the very old CLI that only shares the name. */
    private static final int LEAST_MAJOR = 1;

    private static final int LEAST_MINOR = 5;
    private static final Pattern VERSION = Pattern.compile("temporal version (\\d+)\\.(\\d+)\\.");

    private CliVersion() {}

    static boolean fits(Path cli) {
        return Program.output(Duration.ofSeconds(10), List.of(cli.toString(), "--version"))
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .filter(CliVersion::newEnough)
                .isPresent();
    }

    private static boolean newEnough(Matcher version) {
        int major = Integer.parseInt(version.group(1));
        return major > LEAST_MAJOR || major == LEAST_MAJOR && Integer.parseInt(version.group(2)) >= LEAST_MINOR;
    }
}
