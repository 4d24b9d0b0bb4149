package dev.turnup.windows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.Part;
import dev.turnup.window.WindowDraft;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a request for a window; what is missing or of a wrong type is noted in the part. */
final class WindowReader {
    private static final int LONGEST_NAME = 200;

    private WindowReader() {}

    static WindowDraft read(Part window) {
        name(window);
        window.required("product");
        List<WindowDraft.Item> products =
                window.list("product").stream().map(WindowReader::item).toList();
        return new WindowDraft(
                window.requiredText("timeZone").orElse(null),
                window.requiredText("start").orElse(null),
                window.requiredText("end").orElse(null),
                products);
    }

    static @Nullable String name(Part window) {
        return window.text("name", LONGEST_NAME).orElse(null);
    }

    private static WindowDraft.Item item(Part product) {
        return new WindowDraft.Item(
                product.path(),
                product.requiredText("id").orElse(null),
                speed(product).orElse(null));
    }

    private static Optional<Long> speed(Part product) {
        product.required("speedMbps");
        Optional<JsonNode> value = product.any("speedMbps");
        if (value.isPresent() && !(value.get().isIntegralNumber() && value.get().canConvertToLong())) {
            product.problem("speedMbps", "must be a whole number of Mbit/s");
            return Optional.empty();
        }
        return value.map(JsonNode::longValue);
    }
}
