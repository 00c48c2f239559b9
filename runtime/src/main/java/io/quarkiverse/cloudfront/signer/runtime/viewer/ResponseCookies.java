package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.SignedCookie;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer.AwaitedCookies;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * The signed cookies of one response: the cookies that it sets, and the cookies of earlier responses that it clears. A browser
 * does not send the domain and path of a cookie, so each set of cookies has a receipt that the browser sends to the
 * application.
 * <p>
 * <b>At the same time</b>, a method on a worker or virtual thread grants or awaits cookies while the event loop sends the head.
 * The event loop does so because another part of the response is complete, or because the method itself sends the head. All
 * methods that change this object hold its lock. {@link Viewer} holds its own lock while the head is written, and takes the
 * lock of this object second. This class does not take the viewer's lock.
 * <p>
 * <b>Why this is right:</b> The head is written once, by the last of all handlers. It contains all earlier grants. A grant that
 * is still awaited turns a success into a 500, so a response never succeeds without the cookies that it promised. Errors do not
 * set new cookies, but clear the earlier ones. Renewed cookies give way to a logout in the same response, whichever comes
 * first, because the decision is made when the head is written. Other hosts of the same domain can set receipts, so the size of
 * the headers that clear cookies is limited.
 * <p>
 * <b>Earlier attempts:</b> Setting the cookies when the method returned lost them if the method had sent the head itself.
 * Reading the receipts each time they were needed made requests with many receipts expensive, so they are read once. Watching
 * the sessions of quarkus-oidc did not clear the cookies of a browser's previous user after a login by other means, so receipts
 * identify their user.
 */
public final class ResponseCookies {

    /**
     * The header that tells scripts in how many seconds the first grant of the response expires, so that they can renew it. It
     * does not depend on the clock of the browser.
     */
    private static final String EXPIRES = "CloudFront-Signer-Expires";

    private final RoutingContext context;
    private final Map<CookieReceipt, SignedCookies> granted = new LinkedHashMap<>();
    /** The cookies that the application renews, although the user did not request them. */
    private final Set<CookieReceipt> renewed = new HashSet<>();
    private final Set<AwaitedCookies> awaited = new HashSet<>();
    private final Set<String> endedTenants = new HashSet<>();
    private boolean cleared;
    private @Nullable CookieOwner owner;
    private @Nullable CookieOwner caller;
    private @Nullable List<CookieReceipt> earlierReceipts;

    ResponseCookies(RoutingContext context) {
        this.context = context;
    }

    /**
     * Sets cookies on the response, unless it becomes an error.
     *
     * @param expiry the expiry of the grant
     * @param user the user of the cookies; cookies of another user of the same tenant in this browser are cleared
     * @throws CloudFrontSignerException if the cookies could not be cleared later
     */
    public synchronized void grant(SignedCookies cookies, Instant expiry, CookieOwner user) {
        add(CookieReceipt.of(cookies, expiry, user), cookies, user);
    }

    /**
     * Like {@link #grant}, but for cookies that the user has not asked for. A response that ends grants, such as the response
     * to a logout, does not set them.
     */
    public synchronized void renew(SignedCookies cookies, Instant expiry, CookieOwner user) {
        CookieReceipt receipt = CookieReceipt.of(cookies, expiry, user);
        add(receipt, cookies, user);
        renewed.add(receipt);
    }

    private void add(CookieReceipt receipt, SignedCookies cookies, CookieOwner user) {
        List<CookieReceipt> others = granted.keySet().stream().filter(each -> !receipt.isReplacing(each)).toList();
        if (clearingBytes(others) + receipt.clearingBytes() > CookieReceipt.MOST_CLEARING_BYTES) {
            throw new CloudFrontSignerException(Reason.COOKIES_NOT_SETTABLE,
                    "One response sets more signed cookies than a later one can clear. Grant fewer resources, or a shorter "
                            + "one that covers several");
        }
        owner = user;
        granted.keySet().retainAll(others);
        granted.put(receipt, cookies);
    }

    /**
     * Drops cookies that were granted for this response.
     */
    public synchronized void withdraw(SignedCookies cookies) {
        granted.values().removeIf(each -> each == cookies);
    }

    /**
     * Drops all cookies that were granted for this response.
     */
    public synchronized void withdrawAll() {
        granted.clear();
    }

    /**
     * Until {@link #settle} is called, the head of the response must not be sent, unless it is an error.
     */
    public synchronized void await(AwaitedCookies cookies) {
        awaited.add(cookies);
    }

    public synchronized void settle(AwaitedCookies cookies) {
        awaited.remove(cookies);
    }

    /**
     * @return null if there are none
     */
    synchronized @Nullable AwaitedCookies awaited() {
        return awaited.isEmpty() ? null : awaited.iterator().next();
    }

    /**
     * Clears all earlier grants, regardless of the status of the response.
     */
    public synchronized void clear() {
        cleared = true;
    }

    /**
     * Clears earlier grants to users of these tenants, or to users without a known tenant.
     */
    public synchronized void clear(Set<String> tenants) {
        endedTenants.addAll(tenants);
    }

    /**
     * Clears earlier grants to other users of the same tenant, or to other users without a known tenant.
     *
     * @param user the user as whom the request was authenticated. If the response grants cookies, their user is used instead
     */
    public synchronized void clearOthers(CookieOwner user) {
        caller = user;
    }

    /**
     * The expiry of the cookies that the viewer has received earlier, for the same domain and path as these. It comes from
     * their receipt, which viewers can only forge for themselves.
     */
    public Optional<Instant> heldExpiry(SignedCookies cookies) {
        SignedCookie like = cookies.cookies().get(0);
        return earlierReceipts().stream().filter(receipt -> receipt.isFor(like)).map(CookieReceipt::expiresAt).findFirst();
    }

    /**
     * The earliest expiry of the cookies that the viewer has received for these paths.
     */
    public Optional<Instant> firstHeldExpiry(Predicate<String> paths) {
        return earlierReceipts().stream().filter(receipt -> paths.test(receipt.path())).map(CookieReceipt::expiresAt)
                .min(Comparator.naturalOrder());
    }

    /**
     * @return whether the response now has cookies
     */
    synchronized boolean write(boolean success) {
        granted.keySet().removeIf(receipt -> renewed.contains(receipt) && isEnded(receipt));
        Map<CookieReceipt, SignedCookies> now = success ? granted : Map.of();
        if (caller == null && !isChange(now.keySet())) {
            return false;
        }
        List<String> headers = clearingHeaders(now.keySet());
        now.forEach((receipt, cookies) -> {
            headers.addAll(cookies.setCookieHeaders());
            headers.add(receipt.setCookieHeader(cookies.cookies().get(0)));
        });
        headers.forEach(header -> context.response().headers().add(HttpHeaders.SET_COOKIE, header));
        now.keySet().stream().mapToLong(CookieReceipt::expiry).min().ifPresent(expiry -> context.response().headers()
                .set(EXPIRES, String.valueOf(Math.max(0, expiry - Math.floorDiv(System.currentTimeMillis(), 1000L)))));
        return !headers.isEmpty();
    }

    /**
     * Whether the response itself begins or ends a grant.
     */
    private boolean isChange(Set<CookieReceipt> now) {
        return cleared || !endedTenants.isEmpty() || !now.isEmpty();
    }

    /**
     * The headers that clear cookies. Their size is limited, because other hosts of the same domain can set receipts for this
     * one, and each receipt leads to several headers. A receipt that exceeds the limit remains for the next response.
     */
    private List<String> clearingHeaders(Set<CookieReceipt> now) {
        List<String> headers = new ArrayList<>();
        for (CookieReceipt receipt : takenBack(now)) {
            addIfRoom(headers, receipt.clearingHeaders());
        }
        if (headers.isEmpty() && !isChange(now)) {
            return headers;
        }
        for (Cookie cookie : context.request().cookies()) {
            if (CookieReceipt.isName(cookie.getName()) && CookieReceipt.read(cookie.getName(), cookie.getValue()).isEmpty()) {
                CookieReceipt.clearingHeader(cookie.getName()).ifPresent(header -> addIfRoom(headers, List.of(header)));
            }
        }
        return headers;
    }

    private static void addIfRoom(List<String> headers, List<String> more) {
        if (CookieReceipt.bytes(headers) + CookieReceipt.bytes(more) <= CookieReceipt.MOST_CLEARING_BYTES) {
            headers.addAll(more);
        }
    }

    /**
     * The receipts whose cookies are cleared, the most important ones first.
     */
    private List<CookieReceipt> takenBack(Set<CookieReceipt> now) {
        List<CookieReceipt> takenBack = new ArrayList<>();
        List<CookieReceipt> evicted = new ArrayList<>();
        int kept = clearingBytes(now);
        for (CookieReceipt receipt : earlierReceipts()) {
            if (now.stream().anyMatch(receipt::isReplacing)) {
                continue;
            }
            if (isOver(receipt, now)) {
                takenBack.add(receipt);
            } else if (!now.isEmpty() && kept + receipt.clearingBytes() > CookieReceipt.MOST_CLEARING_BYTES) {
                evicted.add(receipt);
            } else {
                kept += receipt.clearingBytes();
            }
        }
        takenBack.addAll(evicted);
        return takenBack;
    }

    private boolean isOver(CookieReceipt receipt, Set<CookieReceipt> now) {
        CookieOwner user = now.isEmpty() ? caller : owner;
        return isEnded(receipt) || now.stream().anyMatch(receipt::isRivalOf)
                || user != null && receipt.mayBeOf(user.tenant()) && !receipt.isOf(user);
    }

    private boolean isEnded(CookieReceipt receipt) {
        return cleared || endedTenants.stream().anyMatch(receipt::mayBeOf);
    }

    private static int clearingBytes(Collection<CookieReceipt> receipts) {
        return receipts.stream().mapToInt(CookieReceipt::clearingBytes).sum();
    }

    /**
     * The receipts of the request, those that expire last first. They are read once, because a viewer can send many, and each
     * gate asks for them.
     */
    private synchronized List<CookieReceipt> earlierReceipts() {
        if (earlierReceipts == null) {
            List<CookieReceipt> receipts = new ArrayList<>();
            for (Cookie cookie : context.request().cookies()) {
                CookieReceipt.read(cookie.getName(), cookie.getValue()).ifPresent(receipts::add);
            }
            receipts.sort(Comparator.comparing(CookieReceipt::expiry).reversed());
            earlierReceipts = receipts;
        }
        return earlierReceipts;
    }
}
