package dev.turnup.cli;

import dev.turnup.cli.KeyDesk.NewKey;
import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.home.HomeLock;
import dev.turnup.cli.home.Keys;
import dev.turnup.cli.home.Port;
import dev.turnup.cli.temporal.Machine;
import dev.turnup.cli.temporal.TemporalRequest;
import dev.turnup.cli.temporal.TemporalServer;
import dev.turnup.cli.temporal.TemporalWays;
import dev.turnup.cli.terminal.Terminal;

/** The embedded default: a Temporal, a database file and all roles, in one process on one home. */
final class Instance implements AutoCloseable {
    /** To whom the embedded customer's key belongs. */
    static final String TENANT = "demo";

    private static final int USUAL_API_PORT = 8080;

    private final Home home;
    private final Closing closing = new Closing();

    private Instance(Home home, HomeLock lock) {
        this.home = home;
        closing.add(lock);
        Endpoints.remove(home); // of an instance that was killed
    }

    static Instance start(Home home, HomeLock lock, UpOptions options, RootCommand root) {
        return start(home, lock, options, root, ProductSettings.none());
    }

    /** @param more what is set in another way than it usually is */
    static Instance start(Home home, HomeLock lock, UpOptions options, RootCommand root, ProductSettings more) {
        Instance instance = new Instance(home, lock);
        try {
            instance.closing.atExit();
            home.requireSpace();
            instance.bringUp(options, root, more);
            return instance;
        } catch (RuntimeException e) {
            instance.close();
            throw e;
        }
    }

    private void bringUp(UpOptions options, RootCommand root, ProductSettings more) {
        Terminal terminal = root.terminal();
        Port port = Port.hold(options.apiPort, USUAL_API_PORT, "--api-port");
        TemporalRequest wanted = options.temporal(home, root.environment());
        TemporalServer temporal = closing.add(new TemporalWays(Machine.of(root.environment())).start(wanted, terminal));
        terminal.line("Temporal answers at " + temporal.address() + ". Starting Turnup …");
        ProductSettings settings = settings(temporal, wanted.namespace())
                .withAll(options.database.settings().properties())
                .withAll(more.properties());
        RunningProduct running = closing.add(start(root.product(), options, settings, port.free()));
        Keys keys = Keys.of(
                home,
                () -> new Keys(
                        running.keys().create(NewKey.of(TENANT, "customer", "embedded customer")),
                        running.keys().create(NewKey.of(TENANT, "operator", "embedded operator"))));
        Endpoints endpoints = new Endpoints(
                "http://127.0.0.1:" + running.port(),
                temporal.address(),
                temporal.ui().orElse(null),
                keys.customerKey(),
                keys.operatorKey());
        closing.add(() -> Endpoints.remove(home));
        endpoints.write(home);
    }

    /** Where the usual port was taken by somebody else just now, any other will do; where it was asked for, none. */
    private static RunningProduct start(Product product, UpOptions options, ProductSettings settings, int port) {
        try {
            return product.start(settings.with("server.port", port));
        } catch (Product.PortTaken e) {
            if (options.apiPort != 0) {
                throw Port.taken(port, "--api-port");
            }
            return product.start(settings.with("server.port", 0));
        }
    }

    private ProductSettings settings(TemporalServer temporal, String namespace) {
        return Embedded.settings(home)
                .with("turnup.temporal.address", temporal.address())
                .with("turnup.temporal.namespace", namespace)
                .with("turnup.temporal.ui", temporal.ui());
    }

    Endpoints endpoints() {
        return Endpoints.read(home).orElseThrow();
    }

    /** Returns never: Ctrl-C ends the process, and that closes this. */
    @SuppressWarnings("InfiniteLoopStatement")
    void stayUp() throws InterruptedException {
        while (true) {
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
