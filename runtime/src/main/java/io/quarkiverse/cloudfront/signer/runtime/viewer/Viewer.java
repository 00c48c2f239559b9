package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.time.Instant;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * The client of the current HTTP request, and the response to it.
 */
public final class Viewer {

    private static final Logger LOG = Logger.getLogger(Viewer.class);

    private static final String KEY = Viewer.class.getName();

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;

    private final RoutingContext context;
    private final CachingHeaders caching;
    private final CachingWarnings warnings;
    /** The expiry in seconds since 1970, because policies cut off fractions of a second. */
    private long earliestExpiry = Long.MAX_VALUE;
    /** The method that signed the first URL of the response. */
    private String signedBy = "";
    private boolean live;
    private boolean revocable;
    /** Null until the response sets or clears signed cookies. */
    private @Nullable ResponseCookies grants;

    private Viewer(RoutingContext context) {
        this.context = context;
        this.caching = new CachingHeaders(context.response().headers());
        CachingWarnings shared = LastHeaders.warnings(context);
        this.warnings = shared == null ? new CachingWarnings() : shared;
        if (shared == null) {
            ResponseHead.beforeSending(context, this::writeHeaders);
        }
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
     * The address for {@code bindToIp}.
     *
     * @param viewer null outside of an HTTP request
     * @throws CloudFrontSignerException if there is no viewer, or a policy cannot contain the address
     */
    public static String addressOf(@Nullable Viewer viewer) {
        if (viewer == null) {
            throw new CloudFrontSignerException(Reason.NO_REQUEST,
                    "bindToIp requires a viewer, but there is no current HTTP request");
        }
        return viewer.ipv4();
    }

    /**
     * The viewer's address, as Quarkus determines it with its proxy settings.
     */
    public String ipv4() {
        SocketAddress address = context.request().remoteAddress();
        String ip = address.hostAddress() == null ? address.host() : address.hostAddress();
        if (ip != null && ip.indexOf(':') >= 0) {
            throw new CloudFrontSignerException(Reason.VIEWER_ADDRESS_NOT_USABLE,
                    "bindToIp does not support this viewer: its address is IPv6, but CloudFront's policies only support "
                            + "IPv4. Leave bindToIp out, or serve the application over IPv4 only");
        }
        // behind a proxy, this is the value of a header, and a CIDR in it would allow a whole network
        if (ip == null || !IPV4.matcher(ip).matches()) {
            throw new CloudFrontSignerException(Reason.VIEWER_ADDRESS_NOT_USABLE,
                    "bindToIp does not support this viewer: its forwarded address is not an IP address. Have the proxy set "
                            + "it, and add the proxy to quarkus.http.proxy.trusted-proxies");
        }
        return ip;
    }

    /**
     * Whether the request contains a receipt for signed cookies.
     */
    public static boolean hasReceipts(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (CookieReceipt.isName(cookie.getName())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the response's headers have been sent, so that they can no longer change.
     */
    public boolean hasHeaders() {
        return context.response().headWritten();
    }

    /**
     * The signed cookies that the response sets and clears.
     */
    public synchronized ResponseCookies grants() {
        if (grants == null) {
            grants = new ResponseCookies(context);
        }
        return grants;
    }

    /**
     * Limits the caching of the response to one user, and to the validity of its signed URLs.
     *
     * @param method the method that signs, for messages
     */
    public synchronized void limitCaching(Instant expiry, String method) {
        earliestExpiry = Math.min(earliestExpiry, expiry.getEpochSecond());
        signedBy = signedBy.isEmpty() ? method : signedBy;
    }

    /**
     * Marks the response as one that can change at any time. It is not cached, unless the method sets a caching header.
     */
    public synchronized void isLive() {
        live = true;
    }

    /**
     * Marks the URLs of the response as revocable before they expire. Browsers then revalidate the response before they reuse
     * it, because they would otherwise use revoked URLs after a new login.
     */
    public synchronized void urlsCanBeRevoked() {
        revocable = true;
    }

    static void writeHeaders(RoutingContext context) {
        Viewer viewer = context.get(KEY);
        if (viewer != null) {
            viewer.writeHeaders();
        }
    }

    private synchronized void writeHeaders() {
        if (grants != null && isSuccess() && grants.awaited() != null) {
            refuseHead(grants.awaited());
        }
        if (grants != null && grants.write(isSuccess())) {
            String other = caching.replaceAll("private, no-store");
            if (other != null) {
                warnings.onCookies(other);
            }
        } else if (earliestExpiry < Long.MAX_VALUE) {
            limitCaching();
        }
    }

    private void limitCaching() {
        CacheControl own = caching.own();
        long longest = Math.max(0, earliestExpiry - endOfSecondNow());
        // a response without content would make an earlier response, whose URLs expire earlier, fresh again. A cached error
        // would remain in the browser after its cause has been fixed
        String other = caching.replaceAll(
                !revocable && isSuccess() && hasSignedContent() && BrowserUser.isKnownToCache(context.request())
                        ? own.forOneUser(longest, live ? 0 : longest)
                        : own.forOneUse());
        context.response().headers().add(HttpHeaders.VARY, BrowserUser.VARY);
        if (other != null) {
            warnings.onUrls(signedBy, other);
        }
    }

    private boolean isSuccess() {
        return context.response().getStatusCode() < FIRST_ERROR;
    }

    /**
     * Does not throw an exception, because the writer of the response may catch and hide it. The viewer would then wait for the
     * rest.
     */
    private void refuseHead(AwaitedCookies cookies) {
        LOG.errorf("%s: the head of the response was sent before its signed cookies were set, so its status was changed to "
                + "500. If the method sends the response itself, declare the HttpServerResponse, RoutingContext, or "
                + "SseEventSink as a parameter. If its signature comes from a remote key, annotate it with "
                + "@Blocking", cookies.method());
        ResponseHead.fail(context.response());
    }

    /**
     * Aborts a response that has begun with a success status, so that the viewer does not mistake it for a complete one.
     */
    public void breakOff() {
        if (isSuccess() && !context.response().ended()) {
            BrokenResponse.breakOff(context);
        }
    }

    private boolean hasSignedContent() {
        return !ResponseHead.isWithoutContent(context.response()) && (context.response().getStatusCode() >= FIRST_REDIRECT
                || context.request().method() != HttpMethod.HEAD);
    }

    /**
     * Rounds up, so that a lifetime in seconds never exceeds the expiry.
     */
    private static long endOfSecondNow() {
        return Math.floorDiv(System.currentTimeMillis() + 999, 1000L);
    }

    /**
     * Signed cookies that must be set on the response, but are not available yet.
     */
    public static final class AwaitedCookies {

        private final String method;

        /**
         * @param method the method that sets the cookies, for messages
         */
        public AwaitedCookies(String method) {
            this.method = method;
        }

        String method() {
            return method;
        }
    }
}
