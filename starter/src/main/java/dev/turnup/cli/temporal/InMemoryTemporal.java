package dev.turnup.cli.temporal;

import dev.turnup.cli.home.Port;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The SDK's own small server, inside this process: the last resort. It is put together here, since {@code TestServer} would listen
 * on every network of the machine.
 */
final class InMemoryTemporal implements TemporalServer {
    private static final String HOST = "127.0.0.1";
    private static final boolean REAL_TIME = true; // it would skip all waits otherwise

    private final TestServicesStarter services;
    private final Server server;

    private InMemoryTemporal(TestServicesStarter services, Server server) {
        this.services = services;
        this.server = server;
    }

    static InMemoryTemporal start(TemporalRequest request) {
        int port = Port.hold(request.port(), DevServer.USUAL_PORT, "--temporal-port")
                .free();
        try {
            return listening(port);
        } catch (IOException e) {
            return onAnyPort(request, port);
        }
    }

    /** Somebody took the port just now; where it wasn't asked for, any other will do. */
    private static InMemoryTemporal onAnyPort(TemporalRequest request, int taken) {
        try {
            if (request.port() != 0) {
                throw Port.taken(taken, "--temporal-port");
            }
            return listening(0);
        } catch (IOException e) {
            throw Port.taken(taken, "--temporal-port");
        }
    }

    private static InMemoryTemporal listening(int port) throws IOException {
        TestServicesStarter services = new TestServicesStarter(REAL_TIME, 0);
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port), InsecureServerCredentials.create());
        GRPCServerHelper.registerServicesAndHealthChecks(services.getServices(), builder);
        return new InMemoryTemporal(services, builder.build().start());
    }

    @Override
    public String address() {
        return HOST + ":" + server.getPort();
    }

    @Override
    public Optional<String> ui() {
        return Optional.empty();
    }

    @Override
    public Optional<String> notice() {
        return Optional.of("Temporal runs in memory: it has no UI, and orders in flight are lost when Turnup ends."
                + " With a temporal CLI on the PATH it has both (https://docs.temporal.io/cli).");
    }

    @Override
    public void close() {
        server.shutdownNow();
        services.close();
    }
}
