package dev.turnup.hub.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.Json;
import dev.turnup.database.TestDatabase;
import dev.turnup.hub.HubLook;
import dev.turnup.hub.HubStart;
import dev.turnup.hub.records.Consumer.Received;
import dev.turnup.hub.records.HubReads.DeadRow;
import dev.turnup.hub.records.HubReads.State;
import dev.turnup.intake.Page;
import dev.turnup.journal.HubEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is queued for subscribers, sent, tried again, given up and replayed, on either database. */
class HubStoresTest {
    private static final Page ALL = new Page(0, 1_000);

    @ParameterizedTest
    @EnumSource
    void events_come_in_their_order_with_numbers_without_gaps(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            lab.order("other", "x");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 3);
            lab.tell("x", 1);

            assertThat(lab.send(start)).isEqualTo(new HubLook(3, false, null, 0));
            assertThat(lab.received()).containsExactly("a 1", "a 2", "a 3");
            assertThat(lab.send(start)).isEqualTo(new HubLook(0, false, null, 0));
            assertThat(lab.count("select count(*) from hub_delivery")).isZero();
            Received last = lab.consumer.received().getLast();
            JsonNode body = Json.read(last.body(), JsonNode.class);
            assertThat(body.path("eventType").asText()).isEqualTo("ProductOrderStateChangeEvent");
            assertThat(body.path("@type").asText()).isEqualTo("ProductOrderStateChangeEvent");
            assertThat(body.path("eventId").asText()).isEqualTo(last.header("webhook-id"));
            assertThat(body.path("eventNumber").asInt()).isEqualTo(3);
            assertThat(body.path("eventTime").asText()).isEqualTo(lab.now.toString());
            assertThat(body.path("event").path("productOrder").path("id").asText())
                    .isEqualTo("a");
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_what_was_asked_for_comes(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart all = lab.subscribe("all", "");
            HubStart one = lab.subscribe("one", HubEvent.ProductOrderMilestoneEvent.name());
            lab.tell("a", 2);

            assertThat(lab.send(one).sent()).isZero();
            assertThat(lab.send(all).sent()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void while_an_event_is_refused_its_order_waits_and_others_go_on(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            lab.order("acme", "b");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 1);
            lab.tell("b", 2);
            lab.tell("a", 1);
            lab.consumer.does(exchange -> exchange.sendResponseHeaders(
                    exchange.getRequestHeaders().getFirst("webhook-id").startsWith("a_") ? 500 : 204, -1));

            HubLook refused = lab.send(start);
            assertThat(refused).isEqualTo(new HubLook(0, true, lab.now.plusSeconds(1), 1));
            lab.pass(Duration.ofMillis(999));
            assertThat(lab.send(start).sent()).isZero();
            lab.pass(Duration.ofMillis(1));
            lab.send(start);
            lab.pass(Duration.ofSeconds(2));
            lab.send(start);
            assertThat(lab.received()).contains("b 1", "b 2").doesNotContain("a 2");

            lab.consumer.answers(204);
            lab.pass(Duration.ofHours(1));
            assertThat(lab.send(start)).isEqualTo(new HubLook(2, false, null, 0));
            assertThat(lab.received()).endsWith("a 1", "a 2");
            assertThat(lab.row(start).failingSince()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_takes_nothing_for_three_days_has_dead_letters_and_can_have_them_again(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 3);
            lab.consumer.answers(500);

            HubLook look = lab.send(start);
            int attempts = 1;
            while (look.more()) {
                assertThat(Duration.between(lab.now, look.next())).isBetween(Duration.ZERO, Duration.ofHours(1));
                lab.now = look.next();
                look = lab.send(start);
                attempts++;
            }

            assertThat(attempts).isBetween(70, 100);
            assertThat(Duration.between(lab.row(start).createdAt(), lab.now))
                    .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusHours(2));
            List<DeadRow> dead = lab.reads.dead("s", ALL);
            assertThat(dead.stream().map(DeadRow::number)).containsExactly(1, 2, 3);
            assertThat(dead).allMatch(row -> row.deadAt().equals(lab.now));
            assertThat(dead.getFirst().lastError()).isEqualTo("it answered 500");
            assertThat(lab.reads.allDead()).isEqualTo(3);
            assertThat(lab.reads.allPending()).isZero();
            assertThat(lab.row(start).state()).isEqualTo(State.active);

            lab.consumer.answers(204);
            lab.tell("a", 1);
            lab.inHub(hub -> hub.replayDead(lab.row(start), lab.now));
            assertThat(lab.send(start)).isEqualTo(new HubLook(4, false, null, 0));
            assertThat(lab.received()).endsWith("a 1", "a 2", "a 3", "a 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void one_event_that_is_never_taken_is_given_up_alone(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            lab.order("acme", "b");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 2);
            lab.consumer.does(exchange -> exchange.sendResponseHeaders(
                    exchange.getRequestHeaders().getFirst("webhook-id").equals("a_ordering_1") ? 500 : 204, -1));
            for (HubLook look = lab.send(start); look.more(); look = lab.send(start)) {
                lab.now = look.next();
                lab.tell("b", 1);
            }

            assertThat(lab.reads.dead("s", ALL)).hasSize(1);
            assertThat(lab.received()).contains("a 2");
            assertThat(lab.received().stream().filter(id -> id.startsWith("b ")))
                    .doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whats_told_of_an_order_is_sent_again_from_a_number_on(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            lab.order("other", "x");
            lab.tell("a", 2);
            lab.tell("x", 1);
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 2);

            OptionalInt replayed = lab.inHub(hub -> hub.replayOrder(lab.row(start), "a", 2, lab.now));
            assertThat(replayed).hasValue(3);
            assertThat(lab.send(start).sent()).isEqualTo(3);
            assertThat(lab.received()).containsExactly("a 2", "a 3", "a 4");
            OptionalInt others = lab.inHub(hub -> hub.replayOrder(lab.row(start), "x", 1, lab.now));
            assertThat(others).isEmpty();
            int since = lab.inHub(hub -> hub.replaySince(lab.row(start), lab.now.minusSeconds(1), lab.now));
            assertThat(since).isEqualTo(4);
            assertThat(lab.send(start).sent()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_is_gone_or_has_too_much_waiting_is_suspended_until_a_replay(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart gone = lab.subscribe("gone", "");
            lab.tell("a", 2);
            lab.consumer.answers(410);
            assertThat(lab.send(gone).more()).isFalse();
            assertThat(lab.row(gone).state()).isEqualTo(State.suspended);
            assertThat(lab.reads.dead("gone", ALL)).hasSize(2);
            lab.tell("a", 1);
            assertThat(lab.reads.allPending()).isZero();

            lab.consumer.answers(204);
            lab.inHub(hub -> hub.replayOrder(lab.row(gone), "a", 1, lab.now));
            assertThat(lab.row(gone).state()).isEqualTo(State.active);
            assertThat(lab.reads.dead("gone", ALL)).isEmpty();
            lab.database
                    .jdbi()
                    .useHandle(handle -> IntStream.range(0, HubSender.MOST_PENDING)
                            .forEach(n -> handle.execute(
                                    "insert into hub_delivery (subscription_id, order_id, seq, queued_at, due_at)"
                                            + " values ('gone', 'a', 2, ?, ?)",
                                    lab.now,
                                    lab.now)));
            assertThat(lab.send(gone)).isEqualTo(new HubLook(0, false, null, 0));
            assertThat(lab.row(gone).reason()).isEqualTo("more than 10000 events wait");

            for (int replays = 0; replays < 3; replays++) {
                lab.inHub(hub -> hub.replayDead(lab.row(gone), lab.now));
                lab.inHub(hub -> hub.replaySince(lab.row(gone), lab.now.minusSeconds(1), lab.now));
                assertThat(lab.reads.allPending()).isEqualTo(HubIntake.MOST_REPLAYED);
            }
            long first = lab.count("select min(id) from hub_delivery");
            assertThat(lab.count("select min(id) from hub_delivery where dead_at is null"))
                    .isEqualTo(first);
            lab.consumer.answers(500);
            assertThat(lab.send(gone).more()).isTrue();
            assertThat(lab.row(gone).state()).isEqualTo(State.active);
            assertThat(lab.reads.allDead()).isEqualTo(HubSender.MOST_PENDING + 3 - HubIntake.MOST_REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_tenant_has_at_most_twenty_however_many_ask_at_once(TestDatabase kind) throws Exception {
        try (HubLab lab = new HubLab(kind)) {
            List<Future<Boolean>> asked = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
                for (int n = 0; n < 60; n++) {
                    String id = "s" + n;
                    asked.add(threads.submit(
                            () -> lab.inHub(hub -> hub.store(lab.subscription(id, ""), Signature.newSecret()))));
                }
            }
            int stored = 0;
            for (Future<Boolean> one : asked) {
                stored += one.get() ? 1 : 0;
            }

            assertThat(stored).isEqualTo(20);
            assertThat(lab.count("select count(*) from hub_subscription")).isEqualTo(20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_deleted_takes_its_events_and_its_secret_along(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 1);
            lab.inHub(hub -> {
                hub.delete(lab.row(start));
                return true;
            });

            assertThat(lab.send(start).more()).isFalse();
            assertThat(lab.received()).isEmpty();
            assertThat(lab.count("select count(*) from hub_delivery")).isZero();
            assertThat(lab.count("select count(*) from secret")).isZero();
            lab.subscribe("again", "");
        }
    }

    @ParameterizedTest
    @EnumSource
    void who_replays_and_who_sends_never_wait_for_each_other_in_a_circle(TestDatabase kind) throws Exception {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 50);
            lab.consumer.does(exchange ->
                    exchange.sendResponseHeaders(lab.consumer.received().size() % 4 == 0 ? 410 : 204, -1));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int thread = 0; thread < 2; thread++) {
                    all.add(threads.submit(() -> IntStream.range(0, 100).forEach(n -> lab.send(start))));
                    all.add(threads.submit(() -> IntStream.range(0, 100)
                            .forEach(n -> lab.inHub(hub -> hub.replayOrder(lab.row(start), "a", 1, lab.now)))));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void dead_letters_and_what_came_for_nobody_go_in_the_end(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 2);
            lab.consumer.answers(410);
            lab.send(start);
            lab.database
                    .jdbi()
                    .useHandle(handle -> IntStream.range(0, 2_500).forEach(n -> handle.execute("""
                    insert into hub_delivery (subscription_id, order_id, seq, queued_at, due_at)
                    values ('nobody', 'a', 2, ?, ?)""", lab.now, lab.now)));
            OldDeliveries old = new OldDeliveries(lab.database.jdbi(), () -> lab.now);

            assertThat(old.sweep()).isEqualTo(2_500);
            lab.pass(OldDeliveries.KEPT.plusSeconds(1));
            assertThat(old.sweep()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoever_looks_for_work_finds_it_when_nobody_is_at_it(TestDatabase kind) {
        try (HubLab lab = new HubLab(kind)) {
            lab.order("acme", "a");
            HubStart start = lab.subscribe("s", "");
            lab.tell("a", 1);
            lab.consumer.answers(500);
            HubLook look = lab.send(start);
            assertThat(lab.busyUntil(start)).isEqualTo(look.next().plus(HubSender.SILENT));

            lab.consumer.answers(204);
            lab.now = look.next();
            lab.send(start);
            assertThat(lab.busyUntil(start)).isNull();
        }
    }
}
