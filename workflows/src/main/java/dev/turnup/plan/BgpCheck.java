package dev.turnup.plan;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings of a BGP session make sense only where there is one: on a gateway. */
final class BgpCheck {
    private static final Pattern PREFIX =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

    private BgpCheck() {}

    static void check(OrderDraft.Item item, boolean onGateway, List<Problem> problems) {
        if (!onGateway) {
            item.characteristics().stream()
                    .filter(given -> given.name().startsWith("bgp"))
                    .forEach(given -> problems.add(new Problem(
                            given.path() + ".name",
                            "'" + given.name() + "' is of no use on a port: the BGP session is your own router's")));
        }
        item.characteristic("bgpPrefixes").ifPresent(given -> prefixes(given, problems));
    }

    private static void prefixes(OrderDraft.Characteristic given, List<Problem> problems) {
        Stream.of(given.value().asText().split(",", -1))
                .map(PREFIX::matcher)
                .filter(prefix -> prefix.matches() && !isPrefix(prefix))
                .forEach(prefix -> problems.add(new Problem(
                        given.path() + ".value",
                        "'" + prefix.group()
                                + "' is no IPv4 prefix: four numbers of 0 to 255, a length of 0 to 32, and "
                                + "nothing set after that length")));
    }

    private static boolean isPrefix(Matcher prefix) {
        long address = 0;
        for (int n = 1; n <= 4; n++) {
            int octet = Integer.parseInt(prefix.group(n));
            if (octet > 255) {
                return false;
            }
            address = address << 8 | octet;
        }
        int length = Integer.parseInt(prefix.group(5));
        return length <= 32 && (address & ((1L << (32 - length)) - 1)) == 0;
    }
}
