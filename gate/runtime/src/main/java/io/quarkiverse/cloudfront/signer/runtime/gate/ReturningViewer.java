package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.delivery.CookieResponse;
import io.quarkiverse.cloudfront.signer.runtime.gate.outcome.DenialReason;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;

/**
 * A viewer who logs in again because CloudFront has refused the page again. The parameters that the viewer chooses only select
 * the sentence to show.
 */
record ReturningViewer(RoutingContext context, CookieResponse cookies) {

    /**
     * The parameter that counts how often the {@code denied} page has led here for the same page within two minutes, not
     * counting the first time.
     */
    private static final String REFUSED = "refused";

    /**
     * The parameter with the viewer's time, in seconds since 1970, which shows whether the clock of the application is slow.
     */
    private static final String DATE = "date";

    /**
     * The count at which a viewer without the signed cookies is refused. The browser does have the cookie of the login's
     * session, so a third try would not help.
     */
    private static final long GIVE_UP = 2;

    /**
     * @return the reason to refuse the viewer; null if another try may help
     */
    @Nullable
    DenialReason refusal() {
        long times = number(REFUSED);
        if (times < 1) {
            return null;
        }
        if (!cookies.isHeld()) {
            return times < GIVE_UP ? null : DenialReason.COOKIES_BLOCKED;
        }
        HostAndPort site = context.request().authority();
        if (site != null && !cookies.areKeptFrom(site.host())) {
            return DenialReason.COOKIES_BLOCKED;
        }
        return Instant.ofEpochSecond(number(DATE)).isBefore(cookies.expiresAt()) ? DenialReason.REFUSED_BY_CLOUDFRONT
                : DenialReason.CLOCKS_DIFFER;
    }

    private long number(String parameter) {
        String value = context.request().getParam(parameter, "");
        return value.matches("[0-9]{1,12}") ? Long.parseLong(value) : 0;
    }
}
