package dev.turnup.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in pages, in the order that is asked for. */
class ListsTest extends IntakeServer {

    private List<String> ports(int many) {
        return Stream.generate(() -> post(acme, ORDERS, """
                        {"productOrderItem": [{"id": "1", "action": "add", "productOffering": {"id": "port"},
                          "product": {"productCharacteristic": [{"name": "speedMbps", "value": 10000}],
                            "place": [{"role": "installationPlace", "place": {"id": "EQIX-DC2"}}]}}]}"""))
                .limit(many)
                .map(reply -> reply.json().path("id").asText())
                .toList();
    }

    private List<String> ids(String path) {
        Reply reply = get(acme, path);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json().valueStream().map(row -> row.path("id").asText()).toList();
    }

    @Test
    void ordersComeAsTheyAreSorted() {
        List<String> placed = ports(3);
        List<String> sorted = placed.stream().sorted().toList();

        assertThat(ids(ORDERS + "?sort=id")).isEqualTo(sorted);
        assertThat(ids(ORDERS + "?sort=%2Bid")).isEqualTo(sorted);
        assertThat(ids(ORDERS + "?sort=+id")).isEqualTo(sorted);
        assertThat(ids(ORDERS + "?sort=-id")).isEqualTo(sorted.reversed());
        assertThat(ids(ORDERS + "?sort=state,-id")).isEqualTo(sorted.reversed());
        assertThat(ids(ORDERS + "?sort=creationDate,id"))
                .containsExactlyInAnyOrderElementsOf(placed)
                .startsWith(placed.getFirst());
        assertThat(ids(PRODUCTS + "?sort=-name,id"))
                .isEqualTo(sorted.stream().map(id -> id + "-1").toList());
    }

    @Test
    void eachPageNamesTheOthers() {
        ports(5);
        String path = ORDERS + "?sort=id&state=acknowledged&limit=2";
        List<String> all = ids(ORDERS + "?sort=id");
        Reply page = get(acme, path + "&offset=2");

        assertThat(page.header("X-Total-Count")).isEqualTo("5");
        assertThat(page.header("X-Result-Count")).isEqualTo("2");
        assertThat(ids(linked(page, "first"))).isEqualTo(all.subList(0, 2));
        assertThat(ids(linked(page, "prev"))).isEqualTo(all.subList(0, 2));
        assertThat(ids(linked(page, "next"))).isEqualTo(all.subList(4, 5));
        assertThat(ids(linked(page, "last"))).isEqualTo(all.subList(4, 5));
        assertThat(get(acme, path).header("Link")).contains("next").doesNotContain("prev");
        assertThat(get(acme, linked(page, "last")).header("Link"))
                .contains("prev")
                .doesNotContain("next");
        assertThat(get(acme, ORDERS).header("Link")).as("that is all of them").isEmpty();
        assertThat(get(acme, path + "&offset=100").json()).isEmpty();
    }

    private static String linked(Reply page, String relation) {
        return Stream.of(page.header("Link").split(", ", -1))
                .filter(link -> link.endsWith("; rel=\"" + relation + "\""))
                .map(link -> link.substring(1, link.indexOf('>')))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "offset=-1",
                "offset=x",
                "limit=0",
                "limit=-5",
                "limit=1001",
                "limit=99999999999999999999",
                "limit=",
                "sort=",
                "sort=colour",
                "sort=id,",
                "sort=--id",
                "sort=created_at",
                "sort=id;drop table product",
                "colour=red"
            })
    void whatIsNoListIsRefused(String query) {
        String encoded = query.replace(" ", "%20").replace(";", "%3B");
        for (String path : List.of(ORDERS, PRODUCTS)) {
            Reply reply = get(acme, path + "?" + encoded);

            assertThat(reply.status()).as(path + ": " + reply.text()).isEqualTo(400);
            assertThat(reply.paths()).containsExactly(query.substring(0, query.indexOf('=')));
        }
    }
}
