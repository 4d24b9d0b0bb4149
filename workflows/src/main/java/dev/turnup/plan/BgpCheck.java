package dev.turnup.plan;

import java.util.List;

/** Settings of a BGP session make sense only where there is one: on a gateway. */
final class BgpCheck {
    private BgpCheck() {}

    static void check(OrderDraft.Item item, boolean onGateway, List<Problem> problems) {
        if (!onGateway) {
            item.characteristics().stream()
                    .filter(given -> given.name().startsWith("bgp"))
                    .forEach(given -> problems.add(new Problem(
                            given.path() + ".name",
                            "'" + given.name() + "' is of no use on a port: the BGP session is your own router's")));
        }
    }
}
