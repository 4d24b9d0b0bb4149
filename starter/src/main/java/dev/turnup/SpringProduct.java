package dev.turnup;

import dev.turnup.cli.KeyMaker;
import dev.turnup.cli.Product;
import dev.turnup.cli.ProductSettings;
import dev.turnup.cli.RunningProduct;
import java.util.UUID;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;

/** Turnup as a Spring Boot application. */
public final class SpringProduct implements Product {
    @Override
    public RunningProduct start(ProductSettings settings) {
        SpringApplication application = new SpringApplication(TurnupApplication.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setRegisterShutdownHook(false); // the command line closes in its own order
        String[] properties = settings.properties().entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
        try {
            return new Running(application.run(properties));
        } catch (PortInUseException e) {
            throw new PortTaken(e.getPort(), e);
        }
    }

    @Override
    public KeyMaker keys(ProductSettings settings) {
        return (tenant, role, name) -> UUID.randomUUID().toString(); // until there is a store of keys
    }

    private record Running(ConfigurableApplicationContext context) implements RunningProduct {
        @Override
        public int port() {
            return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        }

        @Override
        public KeyMaker keys() {
            return (tenant, role, name) -> UUID.randomUUID().toString(); // until there is a store of keys
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
