package dev.turnup.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** The installed PostgreSQL, on a cluster of its own. It syncs to disk, as in production: what it has committed survives. */
final class Postgres implements AutoCloseable {
    /** Of docs/operations.md. */
    static final String OWNER = "turnup_owner";

    private static final String DATABASE = "turnup";
    static final String APPLICATION = "turnup_app";
    static final String PASSWORD = "a password of this test alone";
    static final String SUPERUSER = "turnup";
    private static final String ACCOUNT = "postgres"; // PostgreSQL refuses to run as root
    private static final Path OPERATIONS = Path.of("..", "docs", "operations.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

    private final Path programs;
    private final Path folder;
    private final int port;

    private Postgres(Path programs, Path folder, int port) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
    }

    static Postgres start(Path folder) throws IOException {
        Postgres postgres = new Postgres(installed(), folder, Program.freePort());
        Files.createDirectory(folder);
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        if (isRoot()) {
            run(folder, List.of("chown", "-R", ACCOUNT, folder.toString()));
        }
        postgres.run("initdb", "-D", postgres.data(), "-U", SUPERUSER, "-A", "scram-sha-256", "--pwfile=" + password);
        postgres.run("pg_ctl", "-D", postgres.data(), "-w", "-l", folder + "/log", "-o", postgres.options(), "start");
        postgres.asDocumented(0, "postgres", SUPERUSER);
        return postgres;
    }

    /** Gives the application no more than it needs, once its owner has made the tables. */
    void grant() throws IOException {
        asDocumented(1, DATABASE, OWNER);
    }

    /** Runs the statements that operators are told to. */
    private void asDocumented(int block, String database, String user) throws IOException {
        String page = Files.readString(OPERATIONS).split("\n## PostgreSQL\n", 2)[1];
        String sql = SQL.matcher(page).results().toList().get(block).group(1).replace("'…'", "'" + PASSWORD + "'");
        Jdbi.create(url(database), user, PASSWORD)
                .useHandle(handle -> handle.createScript(sql).executeAsSeparateStatements());
    }

    private static Path installed() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow(
                            () -> new IllegalStateException("PostgreSQL is not installed: apt-get install postgresql"));
        }
    }

    private String data() {
        return folder + "/data";
    }

    private String options() {
        return "-p " + port + " -k " + folder + " -c listen_addresses=127.0.0.1 -c fsync=on";
    }

    String url() {
        return url(DATABASE);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    public void close() {
        run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    }

    private void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + ACCOUNT, "--regid=" + ACCOUNT, "--init-groups"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(List.of(arguments));
        run(folder.getParent(), command);
    }

    private static void run(Path folder, List<String> command) {
        Program program = Program.start(folder, "postgres", Map.of("LC_ALL", "C.UTF-8"), command);
        int code = program.await(java.time.Duration.ofSeconds(60));
        if (code != 0) {
            throw new IllegalStateException(command + " ended with " + code + ": " + program.err() + program.out());
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
