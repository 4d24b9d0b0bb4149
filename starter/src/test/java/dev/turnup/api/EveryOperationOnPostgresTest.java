package dev.turnup.api;

import org.springframework.test.context.TestPropertySource;

/** The same where the tables' policies hold for each customer's call. */
@TestPropertySource(properties = "test.postgresql=true")
class EveryOperationOnPostgresTest extends EveryOperationTest {}
