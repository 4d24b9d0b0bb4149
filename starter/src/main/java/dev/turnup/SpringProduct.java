package dev.turnup;

import dev.turnup.cli.KeyMaker;
import dev.turnup.cli.Product;
import dev.turnup.cli.ProductSettings;
import dev.turnup.cli.RunningProduct;
import dev.turnup.database.Database;
import dev.turnup.intake.ApiKeys;
import dev.turnup.intake.Caller;
import dev.turnup.intake.Right;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;

/** Turnup as a Spring Boot application. */
public final class SpringProduct implements Product {
    @Override
    public RunningProduct start(ProductSettings settings) {
        SpringApplication application = new SpringApplication(TurnupApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(defaults());
        application.setRegisterShutdownHook(false); // the command line closes in its own order
        String[] properties = settings.properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        try {
            return new Running(application.run(properties));
        } catch (RuntimeException e) {
            throw portTaken(e)
                    .<RuntimeException>map(port -> new PortTaken(port, e))
                    .orElse(e);
        }
    }

    /** What holds where nothing else is configured. */
    private static Properties defaults() {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new ClassPathResource("turnup-defaults.yaml"));
        return Objects.requireNonNull(yaml.getObject());
    }

    /** Spring says it itself, or as the cause of something else. */
    private static Optional<Integer> portTaken(Throwable failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(PortInUseException.class::isInstance)
                .map(cause -> ((PortInUseException) cause).getPort())
                .findFirst();
    }

    @Override
    public KeyMaker keys(ProductSettings settings) {
        return key -> {
            String url = settings.properties().get("turnup.database.url");
            try (Database database = Database.open(
                    Objects.requireNonNull(url, "turnup.database.url"),
                    settings.properties().getOrDefault("turnup.database.user", ""),
                    settings.properties().getOrDefault("turnup.database.password", ""),
                    "turnup",
                    1)) {
                return create(new ApiKeys(database.jdbi(), InstantSource.system()), key);
            }
        };
    }

    private static String create(ApiKeys keys, KeyMaker.NewKey key) {
        keys.addTenant(key.tenant(), key.tenant());
        Caller.Role role = Caller.Role.valueOf(key.role());
        Set<Right> rights = key.scopes().isEmpty()
                ? Right.usual(role)
                : key.scopes().stream().map(Right::valueOf).collect(Collectors.toSet());
        return keys.make(key.tenant(), role, key.name(), rights, key.expiresAt())
                .key();
    }

    private record Running(ConfigurableApplicationContext context) implements RunningProduct {
        @Override
        public int port() {
            return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }

        @Override
        public KeyMaker keys() {
            return key -> create(context.getBean(ApiKeys.class), key);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
