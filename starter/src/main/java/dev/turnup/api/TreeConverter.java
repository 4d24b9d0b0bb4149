package dev.turnup.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.plan.Problem;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/** Reads bodies within bounds, and writes answers. */
final class TreeConverter extends AbstractHttpMessageConverter<JsonNode> {
    static final int LARGEST = 1 << 20;

    TreeConverter() {
        super(MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
    }

    @Override
    protected boolean supports(Class<?> type) {
        return JsonNode.class.isAssignableFrom(type);
    }

    @Override
    protected JsonNode readInternal(Class<? extends JsonNode> type, HttpInputMessage message) throws IOException {
        try {
            byte[] body = message.getBody().readNBytes(LARGEST + 1);
            if (body.length > LARGEST) {
                throw Refusal.of(HttpStatus.CONTENT_TOO_LARGE, "tooLarge", "a body has at most 1 MiB");
            }
            JsonNode tree = TreeJson.read(body);
            List<Problem> problems = TextBounds.broken(tree);
            if (!problems.isEmpty()) {
                throw Refusal.invalid(problems);
            }
            KeyForms.cut(tree);
            return tree;
        } catch (Refusal refusal) {
            throw new HttpMessageNotReadableException(refusal.message(), refusal, message);
        }
    }

    @Override
    protected void writeInternal(JsonNode tree, HttpOutputMessage message) throws IOException {
        message.getBody().write(TreeJson.bytes(tree));
    }
}
