package dev.turnup.cli.demo;

import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;
import dev.turnup.cli.terminal.Colour;
import dev.turnup.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.util.Locale;

/** The end of the demo, for people: what is active, what it costs, where to look. */
public final class Summary {
    private static final String ROW = "  %-20s %-36s %-12s %14s";

    private final Terminal terminal;

    public Summary(Terminal terminal) {
        this.terminal = terminal;
    }

    public void show(DemoResult result, Endpoints endpoints, Home home) {
        Colour colour = result.completed() ? Colour.GREEN : Colour.RED;
        terminal.forPeople("");
        terminal.forPeople("Order " + result.orderId() + " is " + terminal.in(colour, result.state())
                + String.format(Locale.ROOT, " after %.1f s.", result.seconds()));
        if (!result.products().isEmpty()) {
            table(result);
        }
        links(new OrderLinks(endpoints, result.orderId()), endpoints, home);
    }

    private void table(DemoResult result) {
        terminal.forPeople("");
        terminal.forPeople(terminal.in(Colour.BOLD, ROW.formatted("active", "what", "place", "per hour")));
        result.products()
                .forEach(product -> terminal.forPeople(ROW.formatted(
                        product.offering(),
                        product.what(),
                        product.place(),
                        money(product.hourlyPrice(), product.currency()))));
        terminal.forPeople(terminal.in(
                Colour.BOLD, ROW.formatted("together", "", "", money(result.hourlyPrice(), result.currency()))));
    }

    private void links(OrderLinks links, Endpoints endpoints, Home home) {
        terminal.forPeople(String.join(
                "\n",
                "",
                "  Order        " + links.order(),
                "  Timeline     " + links.timeline(),
                "  API pages    " + endpoints.apiUrl() + "/swagger-ui/index.html",
                "  Temporal UI  " + links.workflow().orElse("none"),
                "  API keys     " + home.keysFile(),
                ""));
    }

    private static String money(BigDecimal amount, String currency) {
        return amount.toPlainString() + " " + currency;
    }
}
