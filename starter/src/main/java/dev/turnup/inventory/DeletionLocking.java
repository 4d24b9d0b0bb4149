package dev.turnup.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import dev.turnup.api.OnIntake;
import dev.turnup.api.Part;
import dev.turnup.api.Refusal;
import dev.turnup.api.TreeJson;
import dev.turnup.intake.Caller;
import dev.turnup.intake.DeletionLocks;
import dev.turnup.intake.Scope;
import dev.turnup.order.ProductState;
import dev.turnup.plan.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Keeps products from being deleted until somebody takes the lock away. */
@OnIntake
@RestController
@Tag(name = "Product inventory (TMF637)")
class DeletionLocking {
    private static final String PATH = "/api/v1/products/{id}/deletion-lock";
    private static final Set<String> GONE =
            Set.of(ProductState.pendingTerminate.name(), ProductState.terminated.name(), ProductState.cancelled.name());

    private final DeletionLocks locks;
    private final InstantSource clock;

    DeletionLocking(DeletionLocks locks, InstantSource clock) {
        this.locks = locks;
        this.clock = clock;
    }

    @PutMapping(PATH)
    @Operation(
            operationId = "lockProduct",
            summary = "Lock a product against deletion",
            description = "Orders that delete it are refused with the reason, until the lock is taken away.")
    ResponseEntity<JsonNode> lock(Caller caller, @PathVariable String id, @RequestBody JsonNode body) {
        Optional<String> reason = set(caller, id, () -> reason(body));
        return ResponseEntity.ok(TreeJson.object().put("reason", reason.orElseThrow()));
    }

    @DeleteMapping(PATH)
    @Operation(operationId = "unlockProduct", summary = "Take a product's lock against deletion away")
    ResponseEntity<Void> unlock(Caller caller, @PathVariable String id) {
        set(caller, id, Optional::empty);
        return ResponseEntity.noContent().build();
    }

    private static Optional<String> reason(JsonNode body) {
        List<Problem> problems = new ArrayList<>();
        Part part = Part.whole(body, problems);
        Optional<String> reason = part.requiredReason();
        if (!problems.isEmpty() || reason.isEmpty()) {
            throw Refusal.invalid(problems);
        }
        return reason;
    }

    /** What is wrong with a reason is told to those only who have the product. */
    private Optional<String> set(Caller caller, String id, Supplier<Optional<String>> wanted) {
        return locks.inTransaction(tx -> {
            String made = tx.lockOrder(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("product", id));
            DeletionLocks.Row product =
                    tx.lock(Scope.of(caller), id).orElseThrow(() -> Refusal.notFound("product", id));
            if (GONE.contains(product.state())) {
                throw Refusal.conflict("the product is " + product.state() + ": there is nothing to keep any more");
            }
            Optional<String> reason = wanted.get();
            String order = product.changingOrder();
            if (reason.isPresent() && order != null && tx.isDeletedBy(order, id)) {
                throw Refusal.conflict("order " + order + " is about to delete the product: cancel that order first");
            }
            tx.set(made, id, reason.orElse(null), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return reason;
        });
    }
}
