package dev.turnup.hub.records;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Where events may be sent: over HTTPS, to the public internet. As the resolver of the HTTP client it checks every address of
 * a name at the moment of use, and the client connects to those and no others.
 */
public final class WebhookAddresses implements DnsResolver {
    public static final int LONGEST = 2_000;

    private static final String NOT_PUBLIC = "the host leads to an address that is not on the public internet";
    private static final int PATIENCE_SECONDS = 3;

    /** A name server that doesn't answer holds a thread for as long as it likes: these, and none that others need. */
    private static final int THREADS = 64;

    private final boolean anywhere;
    private final ThreadPoolExecutor lookUps = new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("webhook-names-", 1).factory(),
            new ThreadPoolExecutor.DiscardPolicy());

    /** @param anywhere for development and tests: also over HTTP, and into private networks */
    public WebhookAddresses(boolean anywhere) {
        this.anywhere = anywhere;
    }

    /** Why nothing can ever be sent there; empty where it may. No name is looked up: who asks waits for no name server. */
    public Optional<String> problem(String callback) {
        Optional<String> form = form(callback);
        if (form.isPresent()) {
            return form;
        }
        try {
            InetAddress literal =
                    InetAddress.ofLiteral(bare(URI.create(callback).getHost()));
            return isAllowed(literal) ? Optional.empty() : Optional.of(NOT_PUBLIC);
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }

    private Optional<String> form(String callback) {
        if (callback.length() > LONGEST) {
            return Optional.of("must not be longer than " + LONGEST + " characters");
        }
        try {
            URI uri = new URI(callback);
            List<String> schemes = anywhere ? List.of("https", "http") : List.of("https");
            if (uri.getScheme() == null || !schemes.contains(uri.getScheme())) {
                return Optional.of("must begin with " + schemes.getFirst() + "://");
            }
            if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
                return Optional.of("must name a host, and a port up to 65535 where it isn't the usual one");
            }
            if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                return Optional.of("must have no user and no fragment");
            }
            return Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.of("is no URL");
        }
    }

    /** Throws UnknownHostException also where an address is not public; its message is fit for customers. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = lookUp(host);
        for (InetAddress address : addresses) {
            if (!isAllowed(address)) {
                throw new UnknownHostException(NOT_PUBLIC);
            }
        }
        return addresses;
    }

    private boolean isAllowed(InetAddress address) {
        return anywhere || PublicAddresses.has(address);
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }

    private InetAddress[] lookUp(String host) throws UnknownHostException {
        Future<InetAddress[]> addresses = lookUps.submit(() -> InetAddress.getAllByName(bare(host)));
        try {
            return addresses.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException("the host's name can't be resolved");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException("interrupted");
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
