package dev.turnup.api;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code turnup.roles} names intake, or nothing in particular. */
public final class IntakeRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return isIn(context.getEnvironment());
    }

    public static boolean isIn(Environment environment) {
        List<String> roles = Binder.get(environment)
                .bind("turnup.roles", Bindable.listOf(String.class))
                .orElse(List.of("all"));
        return roles.contains("intake") || roles.contains("all");
    }
}
