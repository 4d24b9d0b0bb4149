package dev.turnup.worker;

import dev.turnup.simulated.SecretResolver;
import dev.turnup.step.FailureCode;
import dev.turnup.step.StepFailure;
import org.jdbi.v3.core.Jdbi;

/** Secrets as intake stored them. */
record StoredSecrets(Jdbi jdbi) implements SecretResolver {

    @Override
    public String resolve(String tenant, String reference) {
        return jdbi.withHandle(
                        handle -> handle.createQuery("select content from secret where id = :id and tenant = :tenant")
                                .bind("id", reference.substring(PREFIX.length()))
                                .bind("tenant", tenant)
                                .mapTo(String.class)
                                .findOne())
                .orElseThrow(() -> new StepFailure(FailureCode.KEY_REFUSED, "there is no such secret"));
    }
}
