package dev.turnup.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.catalogue.Offering;
import dev.turnup.plan.OrderRequest.Known;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether what is wished has a price: operators sell some of what an offering can be. */
record PriceCheck(Offering offering, OrderDraft.Item item, List<Problem> problems) {

    /** @param known what the customer was told; null where nothing was */
    void check(Map<String, JsonNode> values, @Nullable Known known) {
        boolean isTold = known != null && known.perHour() != null;
        if (!isTold && offering.price(values).isEmpty()) {
            problems.add(new Problem(
                    item.characteristic("speedMbps")
                            .map(speed -> speed.path() + ".value")
                            .orElse(item.path() + ".product.productCharacteristic"),
                    "'" + offering.id() + "' isn't sold like that; what is sold: "
                            + offering.prices().stream()
                                    .map(price -> price.when().entrySet().stream()
                                            .map(one -> one.getKey() + " "
                                                    + one.getValue().asText())
                                            .collect(Collectors.joining(", ")))
                                    .collect(Collectors.joining("; "))));
        }
    }
}
