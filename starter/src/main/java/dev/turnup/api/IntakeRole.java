package dev.turnup.api;

import java.util.Arrays;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code turnup.roles} names intake, or nothing in particular. */
final class IntakeRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        String roles = context.getEnvironment().getProperty("turnup.roles", "all");
        return Arrays.stream(roles.split(",", 0))
                .map(String::strip)
                .anyMatch(role -> role.equals("intake") || role.equals("all"));
    }
}
