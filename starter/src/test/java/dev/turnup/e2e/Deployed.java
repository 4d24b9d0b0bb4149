package dev.turnup.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests one deployment, which all classes share and which is whole again at the beginning of each test. */
final class Deployed implements ParameterResolver, BeforeEachCallback {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(Deployed.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Deployment.class;
    }

    @Override
    public Deployment resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return deployment(test);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        deployment(test).bringUp();
    }

    private static Deployment deployment(ExtensionContext test) {
        return test.getRoot().getStore(HERE).computeIfAbsent(Deployment.class, type -> make(), Deployment.class);
    }

    private static Deployment make() {
        try {
            return Deployment.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
