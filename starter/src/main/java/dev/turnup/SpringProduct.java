package dev.turnup;

import dev.turnup.api.IntakeRole;
import dev.turnup.cli.KeyDesk;
import dev.turnup.cli.Product;
import dev.turnup.cli.ProductSettings;
import dev.turnup.cli.RunningProduct;
import dev.turnup.database.Database;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;

/** Turnup as a Spring Boot application. */
public final class SpringProduct implements Product {
    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    @Override
    public RunningProduct start(ProductSettings settings) {
        SpringApplication application = new SpringApplication(TurnupApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(defaults());
        application.setRegisterShutdownHook(false); // the command line closes in its own order
        application.addInitializers(context -> leaveRoomForCallers(context.getEnvironment()));
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

    /**
     * Calls are answered by threads of the system, and orders go on in virtual ones: where both share a process, half of the
     * processors are enough for these. JEP 444 has the property; it counts before the first virtual thread.
     */
    private static void leaveRoomForCallers(Environment environment) {
        if (IntakeRole.isIn(environment) && System.getProperty(CARRIERS) == null) {
            int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            System.setProperty(CARRIERS, String.valueOf(half));
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
    public <T> T withKeys(ProductSettings settings, Function<KeyDesk, T> work) {
        String url = settings.properties().get("turnup.database.url");
        try (Database database = Database.open(
                Objects.requireNonNull(url, "turnup.database.url"),
                settings.properties().getOrDefault("turnup.database.user", ""),
                settings.properties().getOrDefault("turnup.database.password", ""),
                "turnup",
                1)) {
            return work.apply(StoredKeys.in(database.jdbi()));
        }
    }

    private record Running(ConfigurableApplicationContext context) implements RunningProduct {
        @Override
        public int port() {
            return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }

        @Override
        public KeyDesk keys() {
            return StoredKeys.in(context.getBean(Database.class).jdbi());
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
