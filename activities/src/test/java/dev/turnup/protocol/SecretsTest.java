package dev.turnup.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.turnup.order.OrderState;
import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A customer's key is a secret: it is nowhere but in the table of secrets. */
class SecretsTest {
    private final OrderLab lab = OrderLab.shared();

    @Test
    void no_history_table_or_log_contains_a_customers_key() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Logger ours = (Logger) LoggerFactory.getLogger("dev.turnup");
        Logger sdk = (Logger) LoggerFactory.getLogger("io.temporal.internal.activity");
        Level before = ours.getLevel();
        log.start();
        root.addAppender(log);
        root.getAppender("console").stop();
        ours.setLevel(Level.TRACE);
        sdk.setLevel(Level.DEBUG);
        PlacedOrder order = goesWrongAndIsTakenBack();
        root.getAppender("console").start();
        root.detachAppender(log);
        ours.setLevel(before);
        sdk.setLevel(null);

        String secret = Secrets.behind("secret:azure-2");
        assertThat(log.list).isNotEmpty();
        assertThat(log.list)
                .noneMatch(event -> event.getFormattedMessage().contains(secret)
                        || (event.getThrowableProxy() != null
                                && ThrowableProxyUtil.asString(event.getThrowableProxy())
                                        .contains(secret)));
        assertThat(order.histories())
                .noneMatch(run -> run.history()
                        .getHistory()
                        .toByteString()
                        .toString(StandardCharsets.ISO_8859_1)
                        .contains(secret));
        assertThat(Stream.of("turnup", "simulated").flatMap(schema -> rows(schema).stream()))
                .isNotEmpty()
                .noneMatch(row -> row.contains(secret));
    }

    private PlacedOrder goesWrongAndIsTakenBack() {
        return lab.store(Path.SECRET, Orders.of(Orders.port("1"), Orders.gateway("3", "1"), Orders.azure("2", "3")))
                .script("2/set-up-route", Behaviour.unreachable(), Behaviour.lostAnswer())
                .script("2/set-up-bgp", Behaviour.refuse(FailureCode.PROVIDER_REFUSED, "no"))
                .start()
                .ends(OrderState.failed);
    }

    /** Every row of every table in which payloads or what came of them may be. */
    private List<String> rows(String schema) {
        return lab
                .list(
                        "select table_name from information_schema.tables where table_schema = ? and table_name not in ('secret', 'place', 'port_unit', 'ip_prefix', 'vni')",
                        schema)
                .stream()
                .flatMap(table -> lab.jdbi()
                        .withHandle(handle ->
                                handle.createQuery("select * from " + schema + ".\"" + table + "\"").mapToMap().stream()
                                        .map(Object::toString)
                                        .toList()
                                        .stream()))
                .toList();
    }
}
