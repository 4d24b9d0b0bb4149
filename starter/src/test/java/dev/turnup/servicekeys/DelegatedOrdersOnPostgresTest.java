package dev.turnup.servicekeys;

import org.springframework.test.context.TestPropertySource;

/** What two tenants have to do with each other, where policies keep their rows apart. */
@TestPropertySource(properties = "test.postgresql=true")
class DelegatedOrdersOnPostgresTest extends DelegatedOrdersTest {}
