/**
 * The packaged program with real parts beside it: an installed PostgreSQL, a Temporal server with its UI, separate processes, a
 * browser. Everything that is started listens on 127.0.0.1, and is ended and removed with the tests.
 */
package dev.turnup.e2e;
