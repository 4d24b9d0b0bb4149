package dev.turnup.route.simulated;

import dev.turnup.route.CloudRoute.Desired;
import dev.turnup.simulated.SecretResolver;
import dev.turnup.simulated.TestWorld;
import dev.turnup.step.StepCall;

/** Orders of cloud routes that can be kept. */
final class Routes {
    static final String GUID = "9f8e7d6c-5b4a-4938-8271-605f4e3d2c1b";
    static final String PAIRING_KEY = "7e51371e-72a3-40b5-b844-2e3efefaee59/us-east4/1";
    static final String OCID = "ocid1.virtualcircuit.oc1.iad.aaaaexample";

    /** For tests whose keys are given openly. */
    static final SecretResolver NO_SECRETS = (tenant, reference) -> {
        throw new AssertionError("no secret was expected: " + reference);
    };

    private Routes() {}

    static StepCall<Desired> aws(String order) {
        return aws(order, "123456789012");
    }

    static StepCall<Desired> aws(String order, String account) {
        return route(order, "aws", 500, account);
    }

    static StepCall<Desired> route(String order, String cloud, long speed, String key) {
        return TestWorld.call(order, "set-up-route", new Desired(cloud, "EQIX-DC2", speed, key));
    }
}
