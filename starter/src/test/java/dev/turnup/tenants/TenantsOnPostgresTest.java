package dev.turnup.tenants;

import org.springframework.test.context.TestPropertySource;

/** Limits and sub-accounts, where policies keep tenants' rows apart. */
@TestPropertySource(properties = "test.postgresql=true")
class TenantsOnPostgresTest extends TenantsTest {}
