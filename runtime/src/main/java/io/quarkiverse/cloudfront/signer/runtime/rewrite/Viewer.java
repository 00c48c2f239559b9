package io.quarkiverse.cloudfront.signer.runtime.rewrite;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Who made the current HTTP request, and the response that is on its way.
 */
final class Viewer {

    private static final String KEY = Viewer.class.getName();

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int FIRST_ERROR = 400;

    private final RoutingContext context;
    private Instant earliestExpiry;

    private Viewer(RoutingContext context) {
        this.context = context;
    }

    /**
     * @return null outside of an HTTP request
     */
    static Viewer current() {
        ArcContainer container = Arc.container();
        if (!container.requestContext().isActive()) {
            return null;
        }
        RoutingContext context = container.instance(CurrentVertxRequest.class).get().getCurrent();
        if (context == null) {
            return null;
        }
        Viewer viewer = context.get(KEY);
        if (viewer == null) {
            viewer = new Viewer(context);
            context.put(KEY, viewer);
        }
        return viewer;
    }

    static String ipv4(Viewer viewer) {
        if (viewer == null) {
            throw new CloudFrontSignerException("bindToIp needs a viewer, and there is no current HTTP request");
        }
        SocketAddress address = viewer.context.request().remoteAddress();
        String ip = address.hostAddress() == null ? address.host() : address.hostAddress();
        if (ip != null && ip.indexOf(':') >= 0) {
            throw new CloudFrontSignerException(
                    "bindToIp cannot name this viewer: its address is IPv6, and CloudFront's policies "
                            + "know IPv4 only; leave bindToIp out, or serve the application over IPv4 alone");
        }
        // behind a proxy this is what a header says: a CIDR in it would let in a whole network
        if (ip == null || !IPV4.matcher(ip).matches()) {
            throw new CloudFrontSignerException("bindToIp cannot name this viewer: what is forwarded as its address is no "
                    + "IP address; have the proxy set it, and quarkus.http.proxy.trusted-proxies name the proxy");
        }
        return ip;
    }

    /**
     * Says on the response that what is in it must not be kept longer than the signed URLs are valid, unless the application
     * has said something itself.
     */
    synchronized void limitCaching(Instant expiry) {
        if (earliestExpiry == null) {
            context.addHeadersEndHandler(ignored -> writeCacheControl());
        }
        // policies cut off fractions of a second
        Instant second = expiry.truncatedTo(ChronoUnit.SECONDS);
        if (earliestExpiry == null || second.isBefore(earliestExpiry)) {
            earliestExpiry = second;
        }
    }

    /**
     * Not on an error, which would come back from the browser's cache after it has been mended.
     */
    private synchronized void writeCacheControl() {
        if (context.response().getStatusCode() < FIRST_ERROR
                && !context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
            long seconds = Math.max(0, Duration.between(Instant.now(), earliestExpiry).toSeconds());
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=" + seconds);
        }
    }
}
