package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.SignedCookies;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * The signed cookies of one response: those it grants, and those of earlier responses that it takes back. A browser does not
 * tell with which domain and path it got a cookie, so that each set of them is accompanied by a receipt that comes back to the
 * application.
 */
public final class CookieGrants {

    /** Receipts travel with each request, which has room for about 8 kB of headers: no more than one large cookie. */
    private static final int MOST_BYTES = 4096;

    private final RoutingContext context;
    private final Map<Receipt, SignedCookies> granted = new LinkedHashMap<>();
    private final Set<String> endedTenants = new HashSet<>();
    private boolean cleared;
    private Owner owner;

    CookieGrants(RoutingContext context) {
        this.context = context;
    }

    /**
     * Sets cookies on the response, unless it becomes an error.
     *
     * @param expiry of the grant
     * @param user whom they are for; what another user of the same tenant left in this browser is taken back
     * @throws CloudFrontSignerException if they could not be taken back
     */
    public synchronized void grant(SignedCookies cookies, Instant expiry, Owner user) {
        Receipt receipt = Receipt.of(cookies, expiry, user);
        owner = user;
        granted.keySet().removeIf(receipt::isReplacing);
        granted.put(receipt, cookies);
        if (bytes(granted.keySet()) > MOST_BYTES) {
            throw new CloudFrontSignerException("One response grants more signed cookies than a browser sends back. "
                    + "Grant fewer resources, or a shorter one that covers several");
        }
    }

    /**
     * Takes back all that was granted before this response, whatever its status.
     */
    public synchronized void clear() {
        cleared = true;
    }

    /**
     * Takes back what was granted before this response to users of these tenants, or to users of whom no tenant is known.
     */
    public synchronized void clear(Set<String> tenants) {
        endedTenants.addAll(tenants);
    }

    /**
     * @return whether the response now has cookies
     */
    synchronized boolean write(boolean success) {
        if (!cleared && endedTenants.isEmpty() && (granted.isEmpty() || !success)) {
            return false;
        }
        Set<Receipt> now = success ? granted.keySet() : Set.of();
        List<String> headers = new ArrayList<>();
        takenBack(now).forEach(receipt -> headers.addAll(receipt.clearingHeaders()));
        for (Receipt receipt : now) {
            SignedCookies cookies = granted.get(receipt);
            headers.addAll(cookies.setCookieHeaders());
            headers.add(receipt.setCookieHeader(cookies.cookies().get(0)));
        }
        headers.forEach(header -> context.response().headers().add(HttpHeaders.SET_COOKIE, header));
        return !headers.isEmpty();
    }

    private List<Receipt> takenBack(Set<Receipt> now) {
        List<Receipt> takenBack = new ArrayList<>();
        List<Receipt> kept = new ArrayList<>();
        for (Receipt receipt : earlierReceipts()) {
            if (now.stream().noneMatch(receipt::isReplacing)) {
                (isOver(receipt, now) ? takenBack : kept).add(receipt);
            }
        }
        kept.sort(Comparator.comparing(Receipt::expiry));
        int bytes = bytes(now) + bytes(kept);
        for (int i = 0; !now.isEmpty() && bytes > MOST_BYTES && i < kept.size(); i++) {
            bytes -= kept.get(i).bytes();
            takenBack.add(kept.get(i));
        }
        return takenBack;
    }

    private boolean isOver(Receipt receipt, Set<Receipt> now) {
        return cleared || endedTenants.stream().anyMatch(receipt::mayBeOf) || now.stream().anyMatch(receipt::isRivalOf)
                || !now.isEmpty() && receipt.mayBeOf(owner.tenant()) && !receipt.isOf(owner);
    }

    private static int bytes(Collection<Receipt> receipts) {
        return receipts.stream().mapToInt(Receipt::bytes).sum();
    }

    private List<Receipt> earlierReceipts() {
        List<Receipt> receipts = new ArrayList<>();
        for (Cookie cookie : context.request().cookies()) {
            Receipt.read(cookie.getName(), cookie.getValue()).ifPresent(receipts::add);
        }
        return receipts;
    }
}
