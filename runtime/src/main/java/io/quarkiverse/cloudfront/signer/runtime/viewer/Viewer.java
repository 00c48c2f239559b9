package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * Who made the current HTTP request, and the response that is on its way.
 */
public final class Viewer {

    private static final Logger LOG = Logger.getLogger(Viewer.class);

    private static final String KEY = Viewer.class.getName();

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;
    private static final int SERVER_ERROR = 500;

    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;

    private final RoutingContext context;
    private final CachingHeaders caching;
    private Consumer<String> overruledCaching = caching -> {
    };
    /** In seconds since 1970, as policies cut off fractions of a second. */
    private long earliestExpiry = Long.MAX_VALUE;
    /** Null until the response is to set or clear signed cookies. */
    private @Nullable ResponseCookies grants;

    private Viewer(RoutingContext context) {
        this.context = context;
        this.caching = new CachingHeaders(context.response().headers());
        if (!LastHeaders.isRegistered(context)) {
            context.addHeadersEndHandler(ignored -> writeHeaders());
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
     * What {@code bindToIp} binds a policy to.
     *
     * @param viewer null outside of an HTTP request
     * @throws CloudFrontSignerException if there is no viewer, or the address cannot be in a policy
     */
    public static String addressOf(@Nullable Viewer viewer) {
        if (viewer == null) {
            throw new CloudFrontSignerException(Reason.NO_REQUEST,
                    "bindToIp needs a viewer, and there is no current HTTP request");
        }
        return viewer.ipv4();
    }

    /**
     * The viewer's address, as Quarkus knows it after its proxy settings were applied.
     */
    public String ipv4() {
        SocketAddress address = context.request().remoteAddress();
        String ip = address.hostAddress() == null ? address.host() : address.hostAddress();
        if (ip != null && ip.indexOf(':') >= 0) {
            throw new CloudFrontSignerException(Reason.VIEWER_ADDRESS_NOT_USABLE,
                    "bindToIp cannot name this viewer: its address is IPv6, and CloudFront's policies "
                            + "know IPv4 only; leave bindToIp out, or serve the application over IPv4 alone");
        }
        // behind a proxy this is what a header says: a CIDR in it would let in a whole network
        if (ip == null || !IPV4.matcher(ip).matches()) {
            throw new CloudFrontSignerException(Reason.VIEWER_ADDRESS_NOT_USABLE,
                    "bindToIp cannot name this viewer: what is forwarded as its address is no "
                            + "IP address; have the proxy set it, and quarkus.http.proxy.trusted-proxies name the proxy");
        }
        return ip;
    }

    /**
     * Whether a cookie of this name tells of signed cookies that the viewer was granted.
     */
    public static boolean isReceipt(String cookieName) {
        return cookieName.startsWith(CookieReceipt.PREFIX);
    }

    /**
     * Whether the viewer has the response's headers, so that nothing can be added to them.
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
     * @param listener told of the caching that the application has set for a response with signed cookies, in vain
     */
    synchronized void onOverruledCaching(Consumer<String> listener) {
        overruledCaching = listener;
    }

    /**
     * Says on the response that what is in it must not be cached longer than the signed URLs are valid, unless the method has
     * said something itself.
     */
    public synchronized void limitCaching(Instant expiry) {
        earliestExpiry = Math.min(earliestExpiry, expiry.getEpochSecond());
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
        boolean success = isSuccess();
        if (grants != null && grants.write(success)) {
            String other = caching.replaceAll("private, no-store");
            if (other != null) {
                overruledCaching.accept(other);
            }
        } else if (earliestExpiry < Long.MAX_VALUE && success) {
            // not on an error, which would come back from the browser's cache after it has been mended
            caching.replacePreset(hasSignedContent()
                    ? "private, max-age=" + Math.max(0, earliestExpiry - endOfSecondNow())
                    // what the browser has cached would be fresh again, with URLs that were signed earlier
                    : "private, no-cache");
        }
    }

    private boolean isSuccess() {
        return context.response().getStatusCode() < FIRST_ERROR;
    }

    /**
     * An exception would not do: whoever writes the response may hide it, and the viewer would wait for the rest.
     */
    private void refuseHead(AwaitedCookies cookies) {
        LOG.errorf("%s: the head of the response was sent before its signed cookies were there, so that its status became 500. "
                + "If the method sends the response itself, let it have the HttpServerResponse, RoutingContext, or SseEventSink "
                + "as a parameter. If its signature comes from a remote key, annotate it with @Blocking", cookies.method());
        HttpServerResponse response = context.response();
        if (isWithoutContent()) {
            response.headers().set(HttpHeaders.CONTENT_LENGTH, "0");
        }
        response.setStatusCode(SERVER_ERROR).setStatusMessage("Internal Server Error");
    }

    /**
     * Cuts off a response that has begun and promises success, so that the viewer does not take it for what was asked for.
     */
    public void breakOff() {
        if (isSuccess() && !context.response().ended()) {
            BrokenResponse.breakOff(context);
        }
    }

    private boolean isWithoutContent() {
        int status = context.response().getStatusCode();
        return status == NO_CONTENT || status == RESET_CONTENT || status == NOT_MODIFIED;
    }

    private boolean hasSignedContent() {
        return !isWithoutContent() && (context.response().getStatusCode() >= FIRST_REDIRECT
                || context.request().method() != HttpMethod.HEAD);
    }

    /**
     * What is said to be cached for so many seconds is then cached until the expiry at the latest.
     */
    private static long endOfSecondNow() {
        return Math.floorDiv(System.currentTimeMillis() + 999, 1000L);
    }
}
