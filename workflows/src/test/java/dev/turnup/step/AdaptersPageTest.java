package dev.turnup.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnup.access.Access;
import dev.turnup.billing.Billing;
import dev.turnup.capacity.Capacity;
import dev.turnup.circuit.Circuit;
import dev.turnup.circuit.Vni;
import dev.turnup.gateway.Bgp;
import dev.turnup.gateway.Gateway;
import dev.turnup.port.IpPrefix;
import dev.turnup.port.Port;
import dev.turnup.port.Vlan;
import dev.turnup.product.Product;
import dev.turnup.qualification.Qualification;
import dev.turnup.route.CloudRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/adapters.md lists what each capability wants and answers. */
class AdaptersPageTest {

    static Stream<Capability<?, ?>> capabilities() {
        return Stream.of(
                Access.CAPABILITY,
                Bgp.CAPABILITY,
                Billing.CAPABILITY,
                Capacity.CAPABILITY,
                Circuit.CAPABILITY,
                CloudRoute.CAPABILITY,
                Gateway.CAPABILITY,
                IpPrefix.CAPABILITY,
                Port.CAPABILITY,
                Product.CAPABILITY,
                Qualification.CAPABILITY,
                Vlan.CAPABILITY,
                Vni.CAPABILITY);
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void every_capability_is_listed_with_its_fields(Capability<?, ?> capability) throws IOException {
        String row = Files.readString(Path.of("..", "docs", "adapters.md"))
                .lines()
                .filter(line -> line.startsWith("| `" + capability.name() + "` |"))
                .findFirst()
                .orElseThrow();
        List<String> cells = Arrays.asList(row.split("\\|", -1));
        assertThat(names(cells.get(2))).as("desired").isEqualTo(fields(capability.desired()));
        assertThat(names(cells.get(3))).as("receipt").isEqualTo(fields(capability.receipt()));
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`(\\w+)\\??`")
                .matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> fields(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> component.getName())
                .toList();
    }
}
