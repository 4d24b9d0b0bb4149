package dev.turnup.worker;

import dev.turnup.database.Database;
import dev.turnup.plan.AdapterProfile;
import dev.turnup.simulated.Conduct;
import dev.turnup.simulated.SimulatedWorld;
import dev.turnup.simulated.SimulationRules;
import dev.turnup.simulated.adapters.SimulatedAdapters;
import dev.turnup.step.Adapter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** The outside world that ships with Turnup, on a database of its own. */
@Configuration(proxyBeanMethods = false)
@Conditional(SimulatedProviders.InService.class)
class SimulatedProviders {
    /** Enough for providers whose work is a row or two. */
    private static final int CONNECTIONS = 8;

    /** Whether {@code turnup.adapters} names any of them. */
    static final class InService implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return Binder.get(context.getEnvironment())
                    .bind("turnup.adapters", Bindable.listOf(AdapterProfile.class))
                    .orElse(List.of())
                    .stream()
                    .anyMatch(profile -> profile.adapter().startsWith("simulated"));
        }
    }

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
