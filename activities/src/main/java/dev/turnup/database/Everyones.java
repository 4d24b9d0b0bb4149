package dev.turnup.database;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Method;
import org.jdbi.v3.core.extension.AttachedExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandler;
import org.jdbi.v3.core.extension.ExtensionHandlerCustomizer;
import org.jdbi.v3.core.extension.annotation.UseExtensionHandlerCustomizer;

/**
 * A statement that a customer's call runs over others' rows, too: its own conditions say which. See
 * {@link RowSecurity#everyones}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@UseExtensionHandlerCustomizer(Everyones.Among.class)
public @interface Everyones {

    /** Made by Jdbi. */
    final class Among implements ExtensionHandlerCustomizer {
        @Override
        public ExtensionHandler customize(ExtensionHandler statement, Class<?> type, Method method) {
            return (config, target) -> {
                AttachedExtensionHandler attached = statement.attachTo(config, target);
                return (handles, args) ->
                        RowSecurity.everyones(handles.getHandle(), handle -> attached.invoke(handles, args));
            };
        }
    }
}
