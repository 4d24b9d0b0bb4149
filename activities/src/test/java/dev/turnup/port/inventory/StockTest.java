package dev.turnup.port.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.Json;
import dev.turnup.circuit.Vni;
import dev.turnup.database.Database;
import dev.turnup.database.OrderRow;
import dev.turnup.database.TestDatabase;
import dev.turnup.journal.OwnAdapter;
import dev.turnup.journal.OwnResource;
import dev.turnup.ledger.Ledger;
import dev.turnup.order.OrderState;
import dev.turnup.port.IpPrefix;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.step.Adapter;
import dev.turnup.step.Answer;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units of our own have one owner at a time, whoever asks, however many, and on both databases. */
class StockTest {
    private static final int UNITS = 1_000;
    private static final int CLIENTS = 4;

    private static final int MANY_CLIENTS = 32;
    /** One for each taker: what they meet on is the stock, and not the order's row. */
    private static final int ORDERS = UNITS + 1;

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Map<String, com.fasterxml.jackson.databind.JsonNode> ON_PORT =
            Map.of("port", Json.tree(new Port.Receipt("port-1", "SITE", "sw", 10_000, null, null, null)));

    private Database database;

    private void open(TestDatabase kind) {
        open(kind, CLIENTS);
    }

    private void open(TestDatabase kind, int connections) {
        database = kind.open("turnup", connections);
        database.jdbi().useTransaction(tx -> {
            tx.execute("insert into tenant (id, name, created_at) values ('acme', 'Acme', current_timestamp)");
            for (int n = 0; n < ORDERS; n++) {
                OrderRow.insert(tx, "o" + n, "acme", OrderState.inProgress, Instant.now());
            }
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void stock(String sql) {
        database.jdbi().useTransaction(tx -> IntStream.range(0, UNITS).forEach(n -> tx.execute(sql, n)));
    }

    private <D, R> R take(OwnResource<D, R> resource, D desired, int n) {
        Adapter<D, R> adapter = new OwnAdapter<>(resource, database.jdbi(), InstantSource.fixed(NOW));
        StepKey key = new StepKey("o" + n % ORDERS, "i" + n, "take", 1);
        StepCall<D> call = new StepCall<>(key, "acme", desired, ON_PORT);
        while (true) {
            try {
                return ((Answer.Done<R>) adapter.apply(call)).receipt();
            } catch (JdbiException lostARace) {
                // tried again, as Temporal does
            } catch (StepFailure failure) {
                if (failure.code() != FailureCode.DATABASE_BUSY) {
                    throw failure;
                }
            }
        }
    }

    private static <T> List<T> inParallel(IntStream numbers, IntFunction<T> work) throws Exception {
        return inParallel(CLIENTS, numbers, work);
    }

    private static <T> List<T> inParallel(int count, IntStream numbers, IntFunction<T> work) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(count)) {
            List<Callable<T>> calls =
                    numbers.<Callable<T>>mapToObj(n -> () -> work.apply(n)).toList();
            return clients.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    private <D, R> void everyoneGetsOne(OwnResource<D, R> resource, D desired) throws Exception {
        List<R> receipts = inParallel(IntStream.range(0, UNITS), n -> take(resource, desired, n));
        assertThat(new HashSet<>(receipts)).hasSize(UNITS);
        List<R> twins = inParallel(IntStream.range(0, 20), n -> take(resource, desired, 7));
        assertThat(twins).as("twins get the same").containsOnly(receipts.get(7));
    }

    private <D, R> void theNextGetsNone(OwnResource<D, R> resource, D desired) {
        assertThatThrownBy(() -> take(resource, desired, UNITS))
                .isInstanceOfSatisfying(
                        StepFailure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.NO_CAPACITY));
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_take_a_thousand_ports_and_the_next_gets_none(TestDatabase kind) throws Exception {
        open(kind);
        stock(
                "insert into port_unit (id, site, device, speed) values ('p' || cast(? as integer), 'SITE', 'sw', 10000)");
        everyoneGetsOne(new PortInventory(), new Port.Desired("SITE", 10_000));
        theNextGetsNone(new PortInventory(), new Port.Desired("SITE", 10_000));
    }

    @Test
    void of_1001_who_ask_at_once_for_a_thousand_ports_one_is_refused_and_no_two_get_the_same() throws Exception {
        open(TestDatabase.POSTGRESQL, MANY_CLIENTS);
        stock("""
                insert into port_unit (id, site, device, speed)
                select 'p' || n, 'SITE', 'sw' || mod(n, 2), 10000 from (select cast(? as integer) as n) unit""");
        List<String> answers = inParallel(MANY_CLIENTS, IntStream.rangeClosed(0, UNITS), this::portOrRefusal);
        assertThat(answers).doesNotHaveDuplicates().hasSize(UNITS + 1);
        assertThat(answers)
                .filteredOn(answer -> !answer.startsWith("p"))
                .containsExactly("NO_CAPACITY: no port of 10000 Mbit/s is free at SITE");
    }

    private String portOrRefusal(int n) {
        try {
            return take(new PortInventory(), new Port.Desired("SITE", 10_000), n)
                    .portId();
        } catch (StepFailure failure) {
            return failure.code() + ": " + failure.getMessage();
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_bundle_is_taken_once_on_one_device_and_one_without_room_hears_what_is_free(TestDatabase kind)
            throws Exception {
        open(kind);
        database.jdbi()
                .useHandle(handle -> IntStream.range(0, 7)
                        .forEach(n -> handle.execute(
                                "insert into port_unit (id, site, device, speed) values (?, 'SITE', ?, 10000)",
                                "p" + n,
                                n < 4 ? "sw1" : "sw2")));
        Port.Desired four = new Port.Desired("SITE", 10_000, 4, false, List.of());

        List<Port.Receipt> twins = inParallel(IntStream.range(0, 8), n -> take(new PortInventory(), four, 1));
        assertThat(twins).containsOnly(twins.getFirst());
        assertThat(twins.getFirst().units()).containsExactly("p0", "p1", "p2", "p3");
        assertThatThrownBy(() -> take(new PortInventory(), four, 2))
                .hasMessageContaining(
                        "no port of 10000 Mbit/s is free 4 times on one device at SITE; free are 3 on sw2");
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_take_a_thousand_prefixes_and_the_next_gets_none(TestDatabase kind) throws Exception {
        open(kind);
        stock("insert into ip_prefix (prefix, pool) values ('10.0.' || cast(? as integer), 'peering')");
        everyoneGetsOne(new IpInventory(), new IpPrefix.Desired("peering"));
        theNextGetsNone(new IpInventory(), new IpPrefix.Desired("peering"));
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_take_a_thousand_circuit_numbers_and_the_next_gets_none(TestDatabase kind) throws Exception {
        open(kind);
        stock("insert into vni (vni) values (4096 + ?)");
        everyoneGetsOne(new VniInventory(), new Vni.Desired(0));
        theNextGetsNone(new VniInventory(), new Vni.Desired(0));
    }

    @ParameterizedTest
    @EnumSource
    void a_thousand_get_different_vlans_on_one_port(TestDatabase kind) throws Exception {
        open(kind);
        everyoneGetsOne(new VlanInventory(java.time.InstantSource.system()), new Vlan.Desired(null));
        int taken = take(new VlanInventory(java.time.InstantSource.system()), new Vlan.Desired(null), 0)
                .vlan();
        assertThatThrownBy(
                        () -> take(new VlanInventory(java.time.InstantSource.system()), new Vlan.Desired(taken), UNITS))
                .isInstanceOfSatisfying(
                        StepFailure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.ALREADY_TAKEN));
    }

    @ParameterizedTest
    @EnumSource
    void the_database_itself_refuses_a_second_owner_a_gap_and_an_empty_entry(TestDatabase kind) {
        open(kind);
        accepts("insert into port_unit (id, site, device, speed, owner) values ('p1', 'S', 'sw', 1000, 'k')");
        refuses("insert into port_unit (id, site, device, speed, owner) values ('p2', 'S', 'sw', 1000, 'k')");
        accepts("insert into vlan (port_id, vlan, owner) values ('p1', 100, 'k')");
        refuses("insert into vlan (port_id, vlan, owner) values ('p1', 100, 'other')");
        refuses("insert into vlan (port_id, vlan, owner) values ('p1', 4095, 'other')");
        accepts("insert into ip_prefix (prefix, pool, owner) values ('10.0.0.0/30', 'x', 'k')");
        refuses("insert into ip_prefix (prefix, pool, owner) values ('10.0.0.4/30', 'x', 'k')");
        accepts("insert into vni (vni, owner) values (4096, 'k')");
        refuses("insert into vni (vni, owner) values (4097, 'k')");
        String event =
                "insert into order_event (order_id, seq, previous, at, type, subject, content) values ('o1', %s, current_timestamp, 't', '', '{}')";
        accepts(event.formatted("1, null"));
        accepts(event.formatted("2, 1"));
        refuses(event.formatted("2, 1"));
        refuses(event.formatted("3, null"));
        refuses(event.formatted("4, 3"));
        refuses(event.formatted("4, 2"));
        String step =
                "insert into step (order_id, item_id, step, generation, task_queue, verb, state, desired) values ('o1', '1', 's', 1, 'q', 'APPLY', 'done', '{}')";
        accepts(step);
        refuses(step);
        String entry =
                "insert into ledger_entry (id, tenant, debit, credit, amount, currency, at, reason) values ('%s', 'acme', '%s', 'b', %s, 'USD', current_timestamp, 'r')";
        accepts(entry.formatted("e1", "a", "0.01"));
        refuses(entry.formatted("e1", "a", "0.01"));
        refuses(entry.formatted("e2", "a", "0"));
        refuses(entry.formatted("e3", "a", "-1"));
        refuses(entry.formatted("e4", "b", "1"));
    }

    @ParameterizedTest
    @EnumSource
    void a_charge_is_made_once(TestDatabase kind) {
        open(kind);
        for (int n = 0; n < 2; n++) {
            database.jdbi().useTransaction(tx -> charge(tx));
        }
        List<String> entries = database.jdbi()
                .withHandle(handle -> handle.select("select debit || ' ' || credit || ' ' || amount from ledger_entry")
                        .mapTo(String.class)
                        .list());
        assertThat(entries).containsExactly("receivable:acme revenue:cancel 100.00");
    }

    private static void charge(Handle tx) {
        Ledger.charge(tx, "o1/cancel", "acme", new BigDecimal("100.00"), "USD", NOW, "cancel");
    }

    private void accepts(String sql) {
        database.jdbi().useHandle(handle -> handle.execute(sql));
    }

    private void refuses(String sql) {
        assertThatThrownBy(() -> accepts(sql)).as(sql).isInstanceOf(JdbiException.class);
    }
}
