package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;

/** Completes what springdoc sees of one operation: every status it answers, and examples of both ways. */
final class OperationDocument {
    private static final String JSON = "application/json";
    private static final String CSV = "text/csv";

    /** What each kind of operation may answer, by the first word of its id. */
    private static final Map<String, List<Integer>> STATUSES = Map.ofEntries(
            Map.entry("create", List.of(201, 400, 404, 406, 409, 413, 415, 422)),
            Map.entry("retrieve", List.of(200, 400, 404, 406)),
            Map.entry("find", List.of(200, 400, 406)),
            Map.entry("check", List.of(200, 400, 406, 409, 413, 415, 422)),
            Map.entry("download", List.of(200, 404, 409)),
            Map.entry("list", List.of(200, 400, 404, 406)), // 404: of something that is not there
            Map.entry("delete", List.of(204, 404, 409)),
            Map.entry("revoke", List.of(204, 404)),
            Map.entry("rotate", List.of(201, 400, 404, 406, 409, 413, 415)),
            Map.entry("patch", List.of(200, 400, 404, 406, 409, 413, 415)),
            Map.entry("plan", List.of(200, 400, 406, 413, 415)),
            Map.entry("lock", List.of(200, 400, 404, 406, 409, 413, 415)),
            Map.entry("unlock", List.of(204, 404, 409)),
            Map.entry("extend", List.of(202, 400, 404, 406, 409, 413, 415, 422)),
            Map.entry("cancel", List.of(202, 400, 404, 406, 409, 413, 415, 422)),
            Map.entry("decide", List.of(202, 400, 404, 406, 409, 413, 415, 422)),
            Map.entry("replay", List.of(202, 400, 404, 406, 409, 413, 415, 422)),
            Map.entry("wake", List.of(202, 404, 406, 409)));

    /** What any of them may answer. */
    private static final List<Integer> ALWAYS = List.of(401, 403, 405, 429, 500, 503);

    /** Files below {@code /examples} that show requests of an operation. */
    private static final Map<String, List<String>> REQUESTS = Map.ofEntries(
            Map.entry("createProductOrder", List.of("internet", "circuit", "order")),
            Map.entry("createCancelProductOrder", List.of("api/cancel")),
            Map.entry("patchProductOrder", List.of("api/patch")),
            Map.entry("createProductOffering", List.of("api/new-offering")),
            Map.entry("patchProductOffering", List.of("api/offering")),
            Map.entry("planProductOrder", List.of("internet", "circuit", "order")),
            Map.entry("lockProduct", List.of("api/deletion-lock")),
            Map.entry("createEventWindow", List.of("api/window")),
            Map.entry("createServiceKey", List.of("api/service-key")),
            Map.entry("createLocationAnswer", List.of("api/location-answer")),
            Map.entry("checkProductOfferingQualification", List.of("api/qualification")),
            Map.entry("createOrderingHub", List.of("api/ordering-hub")),
            Map.entry("createInventoryHub", List.of("api/inventory-hub")),
            Map.entry("replayHubSubscription", List.of("api/replay")),
            Map.entry("decideFallout", List.of("api/decision")),
            Map.entry("createBillRun", List.of("api/bill-run")),
            Map.entry("createCredit", List.of("api/credit")),
            Map.entry("patchCustomerBill", List.of("api/bill-state")),
            Map.entry("createCustomerBillOnDemand", List.of("api/bill-on-demand")));

    private final String path;
    private final Operation operation;

    OperationDocument(String path, Operation operation) {
        this.path = path;
        this.operation = operation;
    }

    void complete() {
        String id = String.valueOf(operation.getOperationId());
        List<Integer> statuses = STATUSES.get(id.split("(?=[A-Z])", 2)[0]);
        if (statuses == null) {
            return; // none of ours
        }
        ApiResponses responses = new ApiResponses();
        Stream.concat(statuses.stream(), ALWAYS.stream())
                .sorted()
                .forEach(status -> responses.addApiResponse(
                        String.valueOf(status), status < 300 ? success(id, status) : failure(status)));
        operation.setResponses(responses);
        if (id.startsWith("list")) {
            parameter("offset", new IntegerSchema().minimum(BigDecimal.ZERO), "How many to leave out.");
            parameter(
                    "limit",
                    new IntegerSchema().maximum(BigDecimal.valueOf(1_000)),
                    "How many at most; 100 unless said.");
        }
        if (path.startsWith("/tmf-api")
                && Stream.of("create", "patch", "delete").noneMatch(id::startsWith)) {
            parameter(
                    "fields", new StringSchema(), "Only these properties, divided by commas, and id, href and @type.");
        }
        Optional.ofNullable(operation.getParameters()).stream()
                .flatMap(List::stream)
                .filter(parameter -> parameter.getSchema() == null)
                .forEach(parameter -> parameter.schema(new StringSchema()));
        request(id);
    }

    private void parameter(String name, Schema<?> schema, String description) {
        operation.addParametersItem(new Parameter()
                .in("query")
                .name(name)
                .required(false)
                .schema(schema)
                .description(description));
    }

    private void request(String id) {
        if (operation.getRequestBody() == null) {
            return;
        }
        if (operation.getRequestBody().getContent().containsKey(CSV)) {
            operation.getRequestBody().required(true);
            return; // a controller that takes no JSON shows what it takes
        }
        MediaType body = new MediaType().schema(new ObjectSchema());
        REQUESTS.getOrDefault(id, List.of())
                .forEach(name -> example(name).ifPresent(json -> body.addExamples(name, new Example().value(json))));
        Content content = new Content().addMediaType(JSON, body);
        if (id.startsWith("patch")) {
            content.addMediaType("application/merge-patch+json", body);
        }
        operation.getRequestBody().required(true).content(content);
    }

    private static ApiResponse success(String id, int status) {
        ApiResponse response =
                new ApiResponse().description(HttpStatus.valueOf(status).getReasonPhrase());
        if (status == 204) {
            return response;
        }
        if (id.startsWith("download")) {
            return response.content(new Content().addMediaType(CSV, new MediaType().schema(new StringSchema())));
        }
        MediaType body = new MediaType()
                .schema(id.startsWith("list") ? new ArraySchema().items(new ObjectSchema()) : new ObjectSchema());
        example("api/" + id + ".answer").ifPresent(json -> body.addExamples(id, new Example().value(json)));
        response.content(new Content().addMediaType(JSON, body));
        if (status == 201) {
            response.addHeaderObject("Location", header("Where it is found from now on.", new StringSchema()));
        }
        if (id.startsWith("list")) {
            response.addHeaderObject("X-Total-Count", header("How many there are in all.", new IntegerSchema()));
            response.addHeaderObject("X-Result-Count", header("How many are in this answer.", new IntegerSchema()));
            response.addHeaderObject(
                    "Link", header("Where the first, last, prev and next page are (RFC 8288).", new StringSchema()));
        }
        return response;
    }

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    private static ApiResponse failure(int code) {
        HttpStatus status = HttpStatus.valueOf(code);
        List<Problem> problems = code == 400
                ? List.of(new Problem(
                        "productOrderItem[0].action", "'noChange' can't be ordered; add, modify and delete can"))
                : List.of();
        JsonNode error = ErrorBody.of(status, ErrorAdvice.code(status), "one sentence that says why", problems);
        ApiResponse response = new ApiResponse().description(status.getReasonPhrase());
        if (code == 401) {
            response.addHeaderObject(
                    "WWW-Authenticate", header("Bearer, with the error where a key was sent.", new StringSchema()));
        }
        if (code == 429) {
            response.addHeaderObject("Retry-After", header("In how many seconds to call again.", new IntegerSchema()));
        }
        return response.content(new Content()
                .addMediaType(
                        JSON,
                        new MediaType()
                                .schema(new Schema<>().$ref(ApiDocument.ERROR))
                                .addExamples("error", new Example().value(error))));
    }

    private static Optional<JsonNode> example(String name) {
        try (InputStream file = OperationDocument.class.getResourceAsStream("/examples/" + name + ".json")) {
            return file == null ? Optional.empty() : Optional.of(TreeJson.read(file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
