package dev.turnup;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** What Spring Boot starts. */
@SpringBootConfiguration
@EnableAutoConfiguration
class TurnupApplication {}
