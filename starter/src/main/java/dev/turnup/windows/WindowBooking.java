package dev.turnup.windows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Once.Work;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.catalogue.Catalogue;
import dev.turnup.catalogue.Catalogues;
import dev.turnup.intake.WindowIntake;
import dev.turnup.intake.WindowReads;
import dev.turnup.intake.WindowReads.WindowProduct;
import dev.turnup.intake.WindowReads.WindowRow;
import dev.turnup.intake.WindowRefused;
import dev.turnup.plan.Inventory;
import dev.turnup.plan.Problem;
import dev.turnup.window.WindowCheck;
import dev.turnup.window.WindowDraft;
import dev.turnup.window.WindowRequest;
import dev.turnup.window.WindowRequest.Raise;
import dev.turnup.window.WindowState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The life of a request to book a window: read, judged, reserved, answered. */
@OnIntake
@Component
class WindowBooking {
    private final Catalogues catalogues;
    private final Inventory inventory;
    private final WindowReads windows;
    private final InstantSource clock;

    WindowBooking(Catalogues catalogues, Inventory inventory, WindowReads windows, InstantSource clock) {
        this.catalogues = catalogues;
        this.inventory = inventory;
        this.windows = windows;
        this.clock = clock;
    }

    Work work(String tenant, JsonNode body) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        WindowDraft draft = WindowReader.read(part);
        Catalogue catalogue = catalogues.now();
        WindowCheck check = new WindowCheck(catalogue, inventory, windows::usualSpeed);
        Optional<WindowRequest> request = check.check(tenant, draft, now, problems);
        if (request.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        WindowRow row = row(tenant, WindowReader.name(part), draft, request.get(), catalogue.currency(), now);
        List<Raise> raises = request.get().raises();
        List<WindowProduct> products =
                raises.stream().map(raise -> product(row.id(), raise)).toList();
        return new Work(
                new WindowAnswer(row, products, List.of(), now).json(),
                tx -> refusing(() -> new WindowIntake(tx).book(row, raises)));
    }

    /** What is taken by now is a conflict. */
    static void refusing(Runnable work) {
        try {
            work.run();
        } catch (WindowRefused taken) {
            throw Refusal.invalid(taken.problems());
        }
    }

    private static WindowRow row(
            String tenant,
            @Nullable String name,
            WindowDraft draft,
            WindowRequest request,
            String currency,
            Instant now) {
        return new WindowRow(
                "window-" + UUID.randomUUID(),
                tenant,
                name,
                String.valueOf(draft.timeZone()),
                String.valueOf(draft.start()),
                String.valueOf(draft.end()),
                request.raiseAt(),
                request.start(),
                request.end(),
                WindowState.reserved.name(),
                currency,
                now,
                null,
                null,
                null,
                null,
                null);
    }

    private static WindowProduct product(String window, Raise raise) {
        return new WindowProduct(
                window, raise.productId(), raise.usualMbps(), raise.speedMbps(), raise.usualPerHour(), raise.perHour());
    }
}
