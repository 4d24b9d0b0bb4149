package dev.turnup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.cli.demo.Api;
import dev.turnup.cli.home.Endpoints;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of an instance that is live. */
record LiveKeys(Api api) implements KeyDesk {
    private static final String PATH = "/api/v1/keys";
    private static final int PAGE = 1_000;

    static LiveKeys of(Endpoints live) {
        return new LiveKeys(new Api(live.apiUrl(), live.operatorKey()));
    }

    @Override
    public String create(NewKey key) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", key.tenant());
        body.put("role", key.role());
        body.put("name", key.name());
        if (!key.scopes().isEmpty()) {
            body.put("scopes", key.scopes());
        }
        if (key.expiresAt() != null) {
            body.put("expiresAt", key.expiresAt().toString());
        }
        return api.post(PATH, body).path("key").asText();
    }

    @Override
    public List<JsonNode> list(@Nullable String tenant) {
        String filter = tenant == null ? "" : "&tenant=" + encoded(tenant);
        List<JsonNode> keys = new ArrayList<>();
        JsonNode page;
        do {
            page = api.get(PATH + "?limit=" + PAGE + "&offset=" + keys.size() + filter);
            page.forEach(keys::add);
        } while (page.size() == PAGE);
        return keys;
    }

    @Override
    public void revoke(String id) {
        api.delete(PATH + "/" + encoded(id));
    }

    @Override
    public String rotate(String id, Duration overlap) {
        return api.post(PATH + "/" + encoded(id) + "/rotation", Map.of("overlapSeconds", overlap.toSeconds()))
                .path("key")
                .asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
