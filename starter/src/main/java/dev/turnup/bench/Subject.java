package dev.turnup.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.Json;
import dev.turnup.api.TmfPaths;
import dev.turnup.order.OrderEnd;
import dev.turnup.order.OrderStart;
import dev.turnup.order.OrderState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** The running Turnup that is measured, as its customers see it. */
final class Subject {
    static final String SITE = "EQIX-DC2";
    /** It is on the network, so no field crew has to go there. */
    private static final String BUILDING = "BLD-003286";

    private static final int LINE_MBPS = 1_000;
    /** So many connections fit on a port that VLAN ids stay easy to find. */
    private static final int PORTS = 10;

    private static final int MOST_TRIES = 300;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String api;
    private final String key;
    private final WorkflowClient temporal;
    private List<String> ports = List.of();

    Subject(String api, String key, WorkflowClient temporal) {
        this.api = api;
        this.key = key;
        this.temporal = temporal;
    }

    /** Orders the ports that everything else is built on. */
    void prepare() {
        List<ObjectNode> items = IntStream.range(0, PORTS)
                .mapToObj(n -> item("p" + n, "port", Map.of("speedMbps", 100_000)))
                .toList();
        items.forEach(item -> at(item, SITE));
        String order = toEnd(body(items));
        ports = IntStream.range(0, PORTS).mapToObj(n -> order + "-p" + n).toList();
    }

    /** An order of so many connections, each of four steps: three on our own database, one on a remote adapter. */
    JsonNode connections(int number, int items) {
        return body(IntStream.range(0, items)
                .mapToObj(n -> connection(String.valueOf(n + 1), port(number + n)))
                .toList());
    }

    /** An order of internet at a building: one step at an outside system. */
    JsonNode line() {
        ObjectNode item = item("1", "internet-on-demand", Map.of("speedMbps", LINE_MBPS));
        at(item, BUILDING);
        return body(List.of(item));
    }

    /** An order that changes the speed of a line: one step at an outside system, too. */
    JsonNode speedChange(String product, boolean up) {
        ObjectNode item = (ObjectNode) Json.tree(Map.of("id", "1", "action", "modify"));
        item.putObject("product")
                .put("id", product)
                .putArray("productCharacteristic")
                .addObject()
                .put("name", "speedMbps")
                .put("value", up ? 2 * LINE_MBPS : LINE_MBPS);
        return body(List.of(item));
    }

    /** Orders lines into one building, and returns their products when they are in service. */
    List<String> lines(int items) {
        List<ObjectNode> wanted = IntStream.range(0, items)
                .mapToObj(n -> item("l" + n, "internet-on-demand", Map.of("speedMbps", 100)))
                .toList();
        wanted.forEach(item -> at(item, BUILDING));
        String order = toEnd(body(wanted));
        return wanted.stream()
                .map(item -> order + "-" + item.path("id").asText())
                .toList();
    }

    private static void at(ObjectNode item, String place) {
        ((ObjectNode) item.path("product"))
                .putArray("place")
                .addObject()
                .put("role", "installationPlace")
                .putObject("place")
                .put("id", place);
    }

    String port(int number) {
        return ports.get(number % PORTS);
    }

    private static JsonNode connection(String id, String port) {
        ObjectNode item = item(
                id,
                "cloud-connection",
                Map.of(
                        "cloud",
                        "azure",
                        "onRamp",
                        SITE,
                        "speedMbps",
                        50,
                        "azureServiceKey",
                        UUID.randomUUID().toString()));
        ((ObjectNode) item.path("product"))
                .putArray("productRelationship")
                .addObject()
                .put("relationshipType", "reliesOn")
                .putObject("product")
                .put("id", port);
        return item;
    }

    private static ObjectNode item(String id, String offering, Map<String, ?> characteristics) {
        ObjectNode item = (ObjectNode) Json.tree(Map.of("id", id, "action", "add"));
        item.putObject("productOffering").put("id", offering);
        ArrayNode values = item.putObject("product").putArray("productCharacteristic");
        characteristics.forEach(
                (name, value) -> values.addObject().put("name", name).set("value", Json.tree(value)));
        return item;
    }

    private static JsonNode body(List<? extends JsonNode> items) {
        return Json.tree(Map.of("productOrderItem", items));
    }

    /** Places an order over HTTP and returns its id when it has completed. */
    String toEnd(JsonNode body) {
        String id = place(body);
        awaitCompleted(id);
        return id;
    }

    /** Places an order over HTTP and returns its id when it is acknowledged. */
    String place(JsonNode body) {
        return post(TmfPaths.PRODUCT_ORDERS, body).path("id").asText();
    }

    /** Asks whether a line can be had. */
    void qualify() {
        JsonNode item = line().path("productOrderItem");
        send(
                200,
                request(TmfPaths.QUALIFICATIONS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                Json.write(Map.of("checkProductOfferingQualificationItem", item)))));
    }

    /** What is answered 201. */
    JsonNode post(String path, JsonNode body) {
        return send(
                201,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /** What is answered 200. */
    JsonNode get(String path) {
        return send(200, request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode send(int wanted, HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != wanted) {
                throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
            }
            return Json.read(answer.body(), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The answer comes a little before the workflow's start, which is asked for ever more seldom: asking costs the server, too. */
    void awaitCompleted(String order) {
        String workflow = OrderStart.workflowId(order);
        for (int tries = 0; ; tries++) {
            try {
                OrderEnd end = temporal.newUntypedWorkflowStub(workflow).getResult(OrderEnd.class);
                if (end.state() != OrderState.completed) {
                    throw new IllegalStateException("order " + order + " is " + end.state());
                }
                return;
            } catch (WorkflowNotFoundException e) {
                if (tries > MOST_TRIES) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1L << Math.min(tries, 6)));
            }
        }
    }
}
