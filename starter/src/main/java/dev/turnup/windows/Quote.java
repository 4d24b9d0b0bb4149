package dev.turnup.windows;

import dev.turnup.intake.WindowReads.WindowProduct;
import dev.turnup.intake.WindowReads.WindowRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;

/**
 * What a window costs from start to end: rated per second and rounded once for each product.
 *
 * @param whole at the raised price
 * @param extra by how much that is more than without the window
 */
record Quote(BigDecimal whole, BigDecimal extra) {
    private static final BigDecimal HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toSeconds());
    private static final int CENTS = 2;

    static Quote of(WindowRow window, WindowProduct product) {
        BigDecimal seconds = BigDecimal.valueOf(
                Duration.between(window.startAt(), window.endAt()).toSeconds());
        return new Quote(
                rated(seconds, product.windowPrice()),
                rated(seconds, product.windowPrice().subtract(product.usualPrice())));
    }

    static Quote total(WindowRow window, List<WindowProduct> products) {
        return products.stream()
                .map(product -> of(window, product))
                .reduce(
                        new Quote(BigDecimal.ZERO, BigDecimal.ZERO),
                        (one, two) -> new Quote(one.whole.add(two.whole), one.extra.add(two.extra)));
    }

    private static BigDecimal rated(BigDecimal seconds, BigDecimal perHour) {
        return seconds.multiply(perHour).divide(HOUR, CENTS, RoundingMode.HALF_EVEN);
    }
}
