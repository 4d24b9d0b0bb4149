package dev.turnup.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import dev.turnup.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.OperatorServiceStubsOptions;
import io.temporal.serviceclient.ServiceStubsOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to Temporal. Nothing here waits for it: intake answers while it is away. */
@Configuration(proxyBeanMethods = false)
class TemporalConnection {

    @Bean(destroyMethod = "close")
    Scope temporalMetrics(MeterRegistry registry) {
        return new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(registry))
                .reportEvery(Duration.ofSeconds(10));
    }

    @Bean(destroyMethod = "shutdown")
    WorkflowServiceStubs temporalStubs(TurnupProperties properties, Scope metrics) throws IOException {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder().setMetricsScope(metrics);
        secure(options, properties.temporal());
        return WorkflowServiceStubs.newServiceStubs(options.build());
    }

    /** For what only operators of a cluster may do. */
    @Bean
    OperatorServiceStubsOptions temporalOperator(TurnupProperties properties) throws IOException {
        OperatorServiceStubsOptions.Builder options = OperatorServiceStubsOptions.newBuilder();
        secure(options, properties.temporal());
        return options.validateAndBuildWithDefaults();
    }

    private static void secure(ServiceStubsOptions.Builder<?> options, TurnupProperties.Temporal temporal)
            throws IOException {
        options.setTarget(temporal.address());
        String key = temporal.apiKey();
        if (key != null) {
            options.addApiKey(() -> key);
        }
        if (temporal.certificate() != null && temporal.certificateKey() != null) {
            try (InputStream certificate = Files.newInputStream(temporal.certificate());
                    InputStream certificateKey = Files.newInputStream(temporal.certificateKey())) {
                options.setSslContext(SimpleSslContextBuilder.forPKCS8(certificate, certificateKey)
                        .build());
            }
        } else if (temporal.tls() || key != null) {
            options.setEnableHttps(true);
        }
    }

    @Bean
    WorkflowClient temporalClient(TurnupProperties properties, WorkflowServiceStubs stubs) {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(properties.temporal().namespace())
                        .setDataConverter(Json.payloads())
                        .build());
    }
}
