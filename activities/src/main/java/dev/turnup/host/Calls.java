package dev.turnup.host;

import dev.turnup.Json;
import dev.turnup.step.Adapter;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepCall;
import dev.turnup.step.StepFailure;
import dev.turnup.step.StepRequest;

/** From the wire to an adapter's own types. */
public final class Calls {
    private Calls() {}

    /** Throws StepFailure when the desired input is none that the capability knows. */
    public static <D> StepCall<D> of(StepRequest request, Adapter<D, ?> adapter) {
        try {
            D desired = Json.read(request.desired(), adapter.capability().desired());
            return new StepCall<>(request.key(), request.tenant(), desired, request.earlier());
        } catch (IllegalArgumentException e) {
            throw new StepFailure(FailureCode.PROVIDER_REFUSED, "the input is not understood: " + e.getMessage(), e);
        }
    }
}
