package dev.turnup.tenants;

import org.springframework.test.context.TestPropertySource;

/** Keys of sub-accounts, where policies keep tenants' rows apart. */
@TestPropertySource(properties = "test.postgresql=true")
class KeysOnPostgresTest extends KeysTest {}
