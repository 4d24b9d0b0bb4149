package dev.turnup.worker;

import dev.turnup.database.Database;
import dev.turnup.step.Adapter;
import java.util.List;
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
        TurnupProperties.Data data = properties.simulator();
        return Database.open(data.url(), data.user(), data.password(), "simulated", CONNECTIONS);
    }
}
