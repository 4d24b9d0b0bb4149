package dev.turnup.worker;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.util.Duration;
import dev.turnup.Json;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
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
    WorkflowServiceStubs temporalStubs(TurnupProperties properties, Scope metrics) {
        return WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(properties.temporal().address())
                .setMetricsScope(metrics)
                .build());
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
