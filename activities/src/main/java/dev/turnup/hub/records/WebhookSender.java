package dev.turnup.hub.records;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Posts to consumers, who may be slow, broken or hostile: nothing is followed, nothing but the status is read, and each has seconds. */
public final class WebhookSender implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(3);
    private static final Timeout SILENCE = Timeout.ofSeconds(5);

    /** For everything, however slowly it trickles: well below the 30 seconds of an attempt. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    /** For so long a connection leads to where its host's name led; then the name is looked up, and the address checked, anew. */
    private static final TimeValue KEPT = TimeValue.ofMinutes(1);

    private static final int LONGEST_HEADER = 8_192;
    private static final int MOST_HEADERS = 100;

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("webhook-alarm").factory());
    private final CloseableHttpClient client;

    /** @param most how many are sent at once */
    public WebhookSender(WebhookAddresses addresses, int most) {
        Http1Config limits = Http1Config.custom()
                .setMaxLineLength(LONGEST_HEADER)
                .setMaxHeaderCount(MOST_HEADERS)
                .build();
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(limits)
                                .build())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(SILENCE)
                                .setTimeToLive(KEPT)
                                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                                .build())
                        .setMaxConnTotal(most)
                        .setMaxConnPerRoute(most)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(SILENCE).build())
                .setUserAgent("Turnup")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** @param status of the answer; 0 where there was none @param error empty where the consumer took it */
    record Sent(int status, String error) {
        boolean taken() {
            return error.isEmpty();
        }

        /** It wants no more. */
        boolean gone() {
            return status == 410;
        }
    }

    Sent send(URI callback, Map<String, String> headers, String body) {
        HttpPost post = new HttpPost(callback);
        headers.forEach(post::setHeader);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        Future<?> alarm = alarms.schedule(post::cancel, LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return of(status(post));
        } catch (UnknownHostException e) {
            return new Sent(0, String.valueOf(e.getMessage()));
        } catch (IOException | RuntimeException e) {
            return new Sent(0, post.isCancelled() ? "no answer within " + LONGEST.toSeconds() + " s" : describe(e));
        } finally {
            alarm.cancel(false);
        }
    }

    /**
     * An answer without a body leaves the connection for the next event. Another's is broken off: to close it in an orderly way
     * would mean to read the answer to its end.
     */
    private int status(HttpPost post) throws IOException {
        ClassicHttpResponse response = client.executeOpen(null, post, null);
        int status = response.getCode();
        post.cancel();
        return status;
    }

    private static Sent of(int status) {
        return new Sent(status, status / 100 == 2 ? "" : "it answered " + status);
    }

    private static String describe(Exception e) {
        return "the connection failed: " + e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
