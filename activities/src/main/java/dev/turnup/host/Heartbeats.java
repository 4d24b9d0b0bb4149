package dev.turnup.host;

import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tells Temporal that the process is there, while it runs an activity that has a heartbeat timeout. */
public final class Heartbeats extends WorkerInterceptorBase {
    /** A worker's options must let so many through: the SDK holds back what comes within 80 % of the timeout. */
    public static final Duration PAUSE = Duration.ofSeconds(1);

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Beating(next);
    }

    private static final class Beating extends ActivityInboundCallsInterceptorBase {
        private @Nullable ActivityExecutionContext context;

        Beating(ActivityInboundCallsInterceptor next) {
            super(next);
        }

        @Override
        public void init(ActivityExecutionContext context) {
            this.context = context;
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            ActivityExecutionContext activity = context;
            if (activity == null || activity.getInfo().getHeartbeatTimeout().isZero()) {
                return super.execute(input);
            }
            try (ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofVirtual().factory())) {
                beats.scheduleAtFixedRate(() -> activity.heartbeat(null), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                try {
                    return super.execute(input);
                } finally {
                    beats.shutdownNow();
                }
            }
        }
    }
}
