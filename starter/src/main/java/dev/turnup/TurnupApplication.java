package dev.turnup;

import dev.turnup.api.IntakeConfiguration;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.database.Database;
import dev.turnup.hub.records.EventBodies;
import dev.turnup.hubs.ToldResources;
import dev.turnup.worker.WorkerConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** What Spring Boot starts. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WorkerConfiguration.class, IntakeConfiguration.class})
class TurnupApplication {

    @Bean
    EventBodies eventBodies(Database database, Catalogues catalogues) {
        return new ToldResources(database.jdbi(), catalogues);
    }
}
