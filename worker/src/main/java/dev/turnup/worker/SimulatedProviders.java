package dev.turnup.worker;

import dev.turnup.database.Database;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.adapters.SimulatedAdapters;
import dev.turnup.step.Adapter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The outside world that ships with Turnup, on a database of its own. */
@Configuration(proxyBeanMethods = false)
class SimulatedProviders {
    /** Enough for providers whose work is a row or two. */
    private static final int CONNECTIONS = 8;

    /** Every adapter of the simulated world. */
    record All(List<Adapter<?, ?>> adapters) {}

    @Bean
    Database simulatedDatabase(TurnupProperties properties) {
        TurnupProperties.Data data = properties.simulatorOrDatabase();
        return Database.open(data.url(), data.user(), data.password(), "simulated", CONNECTIONS);
    }

    @Bean
    All outside(
            @Qualifier("simulatedDatabase") Database simulatedDatabase,
            Database database,
            TurnupProperties properties,
            InstantSource clock) {
        TurnupProperties.SimulatedParties parties = properties.simulated();
        Conduct conduct = Conduct.DEFAULT
                .withLatency(parties.latency())
                .withCustomerAcceptsAfter(parties.customerAcceptsAfter())
                .withFieldDay(parties.fieldDay());
        SimulationRules rules =
                new SimulationRules(SimulationRules.DEFAULT.seed(), parties.singleUseKeys(), conduct, Map.of());
        SimulatedWorld world = new SimulatedWorld(simulatedDatabase.jdbi(), clock, rules);
        return new All(SimulatedAdapters.all(world, new StoredSecrets(database.jdbi())));
    }
}
