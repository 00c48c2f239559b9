package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.time.Instant;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Who made the current HTTP request, and the response that is on its way.
 */
public final class Viewer {

    private static final String KEY = Viewer.class.getName();

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int FIRST_ERROR = 400;

    private final RoutingContext context;
    private final CookieGrants grants;
    /** In seconds since 1970, as policies cut off fractions of a second. */
    private long earliestExpiry = Long.MAX_VALUE;

    private Viewer(RoutingContext context) {
        this.context = context;
        this.grants = new CookieGrants(context);
        context.addHeadersEndHandler(ignored -> writeHeaders());
    }

    public static Viewer of(RoutingContext context) {
        Viewer viewer = context.get(KEY);
        if (viewer == null) {
            viewer = new Viewer(context);
            context.put(KEY, viewer);
        }
        return viewer;
    }

    /**
     * The viewer's address, as Quarkus knows it after its proxy settings were applied.
     */
    public String ipv4() {
        SocketAddress address = context.request().remoteAddress();
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
     * Whether a cookie of this name tells of signed cookies that the viewer was granted.
     */
    public static boolean isReceipt(String cookieName) {
        return cookieName.startsWith(Receipt.PREFIX);
    }

    /**
     * The signed cookies that the response sets and clears.
     */
    public CookieGrants grants() {
        return grants;
    }

    /**
     * Says on the response that what is in it must not be kept longer than the signed URLs are valid, unless the application
     * has said something itself.
     */
    public synchronized void limitCaching(Instant expiry) {
        earliestExpiry = Math.min(earliestExpiry, expiry.getEpochSecond());
    }

    private synchronized void writeHeaders() {
        boolean success = context.response().getStatusCode() < FIRST_ERROR;
        boolean cookies = grants.write(success);
        // not on an error, which would come back from the browser's cache after it has been mended
        if ((cookies || earliestExpiry < Long.MAX_VALUE && success)
                && !context.response().headers().contains(HttpHeaders.CACHE_CONTROL)) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, cookies ? "private, no-store"
                    : "private, max-age=" + Math.max(0, earliestExpiry - endOfSecondNow()));
        }
    }

    /**
     * What is said to be kept for so many seconds is then kept until the expiry at the latest.
     */
    private static long endOfSecondNow() {
        return Math.floorDiv(System.currentTimeMillis() + 999, 1000L);
    }
}
