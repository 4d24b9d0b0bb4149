package dev.turnup.worker;

import dev.turnup.plan.AdapterProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a process is told.
 *
 * @param roles {@code all}, or some of {@code intake}, {@code orchestration}, {@code hub} and the adapters' task queues
 * @param simulator where the simulated providers keep what exists; the same database, but another schema, unless said
 * @param startsPerSecond how many orders of one tenant this process starts in a second; 0 for as many as it can
 * @param automaticBillRuns whether the bills of a month are made by themselves, an hour after its end in UTC
 * @param adapters which adapters are in service, in every process alike: new plans use them
 * @param auditKept how long records of who changed what are kept
 */
@ConfigurationProperties("turnup")
public record TurnupProperties(
        @DefaultValue("all") List<String> roles,
        Data database,
        @Nullable Data simulator,
        @DefaultValue Temporal temporal,
        @DefaultValue SimulatedParties simulated,
        @DefaultValue Hub hub,
        @DefaultValue("5") int startsPerSecond,
        @DefaultValue("false") boolean automaticBillRuns,
        List<AdapterProfile> adapters,
        @DefaultValue("400d") Duration auditKept) {

    public TurnupProperties {
        if (startsPerSecond < 0) {
            throw new IllegalArgumentException(
                    "turnup.starts-per-second is " + startsPerSecond + ": make it 0 or more");
        }
    }

    /** @param connections how many this process may hold open */
    public record Data(
            String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("16") int connections) {}

    /**
     * How Temporal is reached.
     *
     * @param tls whether the connection is encrypted; an API key asks for it too
     * @param apiKey what the cluster knows us by, where it uses API keys
     * @param certificate a PEM file that the cluster knows us by, where it uses client certificates
     */
    public record Temporal(
            @DefaultValue("127.0.0.1:7233") String address,
            @DefaultValue("default") String namespace,
            @DefaultValue("false") boolean tls,
            @Nullable String apiKey,
            @Nullable Path certificate,
            @Nullable Path certificateKey) {}

    /**
     * How the simulated third parties behave.
     *
     * @param latency of every provider's every answer
     * @param customerAcceptsAfter a hosted connection was offered
     * @param fieldDay how long a day of field work takes
     * @param singleUseKeys whether clouds refuse a customer's key that another connection uses
     */
    public record SimulatedParties(
            @DefaultValue("0s") Duration latency,
            @DefaultValue("1s") Duration customerAcceptsAfter,
            @DefaultValue("24h") Duration fieldDay,
            @DefaultValue("true") boolean singleUseKeys) {}

    /**
     * How events are sent to subscribers.
     *
     * @param allowPrivateNetworks for development and tests: also over HTTP, and to addresses that are not public
     */
    public record Hub(@DefaultValue("false") boolean allowPrivateNetworks) {}

    Data simulatorOrDatabase() {
        return simulator == null ? database : simulator;
    }

    public boolean hasRole(String role) {
        return roles.contains("all") || roles.contains(role);
    }
}
