package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

/**
 * Clears signed cookies when a session of quarkus-oidc ends or another session begins. It observes the session cookie, because
 * that works for each kind of logout: not all of them fire events, and not all events contain the request.
 */
public final class OidcSessionWatch implements Handler<RoutingContext> {

    private static final String SESSION_COOKIE = "q_session";
    /** Long sessions have several cookies, whose number can change. */
    private static final Pattern CHUNK = Pattern.compile("_chunk_[0-9]+$");
    private static final String DEFAULT_TENANT = "Default";

    @Override
    public void handle(RoutingContext context) {
        if (Viewer.hasReceipts(context)) {
            Set<String> before = sessions(context);
            // runs before the viewer's own handler, which writes the clearing headers
            ResponseHead.beforeSending(context, () -> {
                Set<String> tenants = tenants(before, sessions(context));
                if (!tenants.isEmpty()) {
                    Viewer.of(context).grants().clear(tenants);
                }
            });
        }
        context.next();
    }

    /**
     * Whether the browser has a session of quarkus-oidc.
     */
    public static boolean hasSession(RoutingContext context) {
        return !sessions(context).isEmpty();
    }

    /**
     * The names of sessions, without the numbers of their cookies.
     */
    private static Set<String> sessions(RoutingContext context) {
        Set<String> sessions = new HashSet<>();
        for (Cookie cookie : context.request().cookies()) {
            if (cookie.getName().startsWith(SESSION_COOKIE) && !cookie.getValue().isEmpty()) {
                sessions.add(CHUNK.matcher(cookie.getName()).replaceFirst(""));
            }
        }
        return sessions;
    }

    /**
     * The tenants whose session has ended or begun. A session's name ends with the tenant and, if configured, with a suffix:
     * {@code q_session_shop_internal} may belong to the tenant {@code shop} or to {@code shop_internal}.
     */
    private static Set<String> tenants(Set<String> before, Set<String> after) {
        Set<String> changed = new HashSet<>(before);
        changed.addAll(after);
        changed.removeIf(session -> before.contains(session) && after.contains(session));
        Set<String> tenants = new HashSet<>();
        for (String session : changed) {
            String rest = session.substring(SESSION_COOKIE.length());
            if (rest.isEmpty()) {
                tenants.add(DEFAULT_TENANT);
            }
            for (int end = rest.startsWith("_") ? rest.length() : 0; end > 1; end = rest.lastIndexOf('_', end - 1)) {
                tenants.add(rest.substring(1, end));
            }
        }
        return tenants;
    }
}
