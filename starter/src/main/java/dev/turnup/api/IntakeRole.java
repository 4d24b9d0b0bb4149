package dev.turnup.api;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether {@code turnup.roles} names intake, or nothing in particular. */
final class IntakeRole implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        List<String> roles = Binder.get(context.getEnvironment())
                .bind("turnup.roles", Bindable.listOf(String.class))
                .orElse(List.of("all"));
        return roles.contains("intake") || roles.contains("all");
    }
}
