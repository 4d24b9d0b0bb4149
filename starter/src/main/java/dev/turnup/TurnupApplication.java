package dev.turnup;

import dev.turnup.api.IntakeConfiguration;
import dev.turnup.worker.WorkerConfiguration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** What Spring Boot starts. */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({WorkerConfiguration.class, IntakeConfiguration.class})
class TurnupApplication {}
