package dev.turnup.bench.locations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An import in a process of its own, as {@code ./turnup locations import} starts it.
 *
 * @param seconds from start to ready
 * @param peakMb the most memory that the process had, in MiB
 */
record ImportRun(double seconds, long peakMb) {
    private static final List<String> JVM = List.of(
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m",
            "-Xss512k",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    static ImportRun of(Path file, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", System.getProperty("java.class.path"), "locations", "import", file.toString()));
        command.add("--yes");
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path output = Files.createTempFile("turnup-import", ".txt");
        long begun = System.nanoTime();
        Process process = builder.redirectOutput(output.toFile()).start();
        long peak = 0;
        while (!process.waitFor(Duration.ofMillis(100))) {
            peak = Math.max(peak, peakOf(process.pid()));
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException("the import failed: " + Files.readString(output));
        }
        Files.delete(output);
        return new ImportRun(Math.round((System.nanoTime() - begun) / 1e8) / 10.0, peak >> 10);
    }

    /** In KiB, as Linux counts it; 0 where the process has just ended. */
    private static long peakOf(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
