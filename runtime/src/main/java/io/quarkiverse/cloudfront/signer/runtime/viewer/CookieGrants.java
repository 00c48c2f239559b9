package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** Browsers keep some 180 cookies of a host, and requests have room for fewer: what is older is taken back. */
    private static final int MOST_RECEIPTS = 32;

    private final RoutingContext context;
    private final Map<Receipt, SignedCookies> granted = new LinkedHashMap<>();
    private boolean cleared;
    private String owner;

    CookieGrants(RoutingContext context) {
        this.context = context;
    }

    /**
     * Sets cookies on the response, unless it becomes an error.
     *
     * @param user whom they are for; what another user left in this browser is taken back
     */
    public synchronized void grant(SignedCookies cookies, String user) {
        Receipt receipt = Receipt.of(cookies, user);
        owner = receipt.owner();
        granted.put(receipt, cookies);
    }

    /**
     * Takes back all that was granted before this response, whatever its status.
     */
    public synchronized void clear() {
        cleared = true;
    }

    /**
     * @return whether the response now has cookies
     */
    synchronized boolean write(boolean success) {
        if (!cleared && (granted.isEmpty() || !success)) {
            return false;
        }
        List<String> headers = new ArrayList<>();
        takeBack(headers);
        if (success) {
            granted.forEach((receipt, cookies) -> {
                headers.addAll(cookies.setCookieHeaders());
                headers.add(receipt.setCookieHeader(cookies.cookies().get(0)));
            });
        }
        headers.forEach(header -> context.response().headers().add(HttpHeaders.SET_COOKIE, header));
        return !headers.isEmpty();
    }

    private void takeBack(List<String> headers) {
        List<Receipt> earlier = earlierReceipts();
        earlier.removeAll(granted.keySet());
        int room = Math.max(0, MOST_RECEIPTS - granted.size());
        for (int i = 0; i < earlier.size(); i++) {
            Receipt receipt = earlier.get(i);
            // browsers send the oldest first
            boolean tooMany = earlier.size() - i > room;
            if (cleared || tooMany || !receipt.owner().equals(owner)) {
                headers.addAll(receipt.clearingHeaders());
            }
        }
    }

    private List<Receipt> earlierReceipts() {
        List<Receipt> receipts = new ArrayList<>();
        for (Cookie cookie : context.request().cookies()) {
            Receipt.read(cookie.getName(), cookie.getValue()).ifPresent(receipts::add);
        }
        return receipts;
    }
}
