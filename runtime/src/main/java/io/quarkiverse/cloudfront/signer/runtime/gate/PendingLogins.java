package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Remembers which page each login at a provider is for, in a cookie. quarkus-oidc forgets it after some minutes, or if the user
 * logs in in another tab first.
 */
final class PendingLogins {

    private static final String PREFIX = "q_gate_";
    private static final long LIFETIME = 1_800;

    /** The application receives the cookies with each request. */
    private static final int MOST = 4;
    private static final int LONGEST = 800;

    private static final int SEE_OTHER = 303;

    /** OAuth 2.0 identifies the login with this parameter, in the request to the provider and in its response. */
    private static final String STATE = "state";
    private static final Pattern TO_PROVIDER = Pattern
            .compile("https?://[^?#]*\\?(?=.*\\bresponse_type=).*\\bstate=([A-Za-z0-9_-]{1,64})(?:&.*)?");

    private final List<String> pages;

    /**
     * @param paths those of the gates
     */
    PendingLogins(List<String> paths) {
        this.pages = paths.stream().map(path -> path + "/login").toList();
    }

    /**
     * Runs before the authentication, which answers with a redirect to the provider.
     */
    void observe(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.GET) && pages.contains(context.normalizedPath())
                && !context.queryParam("return").isEmpty()) {
            context.addHeadersEndHandler(ignored -> {
                String location = context.response().headers().get(HttpHeaders.LOCATION);
                Matcher state = TO_PROVIDER.matcher(location == null ? "" : location);
                if (state.matches()) {
                    add(context, PREFIX + state.group(1), encoded(context.request().uri()));
                }
            });
        }
    }

    /**
     * Leads a user who has a session to the page of another login. Without a session, the request completes the login.
     */
    void resume(RoutingContext context, GateCallers callers) {
        String login = pending(context).orElse(null);
        if (login == null) {
            context.next();
            return;
        }
        callers.current(context).subscribe().with(
                ignored -> context.response().setStatusCode(SEE_OTHER).putHeader(HttpHeaders.LOCATION, login)
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(),
                failure -> {
                    if (failure instanceof UnauthorizedException) {
                        context.next();
                    } else {
                        context.fail(failure);
                    }
                });
    }

    private Optional<String> pending(RoutingContext context) {
        List<String> states = context.queryParam(STATE);
        Cookie cookie = states.size() == 1 && context.request().method().equals(HttpMethod.GET)
                ? context.request().getCookie(PREFIX + states.get(0))
                : null;
        return Optional.ofNullable(cookie).flatMap(known -> decoded(known.getValue()))
                .filter(login -> pages.stream().anyMatch(page -> login.startsWith(page + "?")));
    }

    private static void add(RoutingContext context, String name, String value) {
        if (value.length() > LONGEST) {
            return;
        }
        List<Cookie> earlier = earlier(context).toList();
        if (earlier.size() >= MOST) {
            earlier.forEach(cookie -> expire(context, cookie));
        }
        context.response().addCookie(cookie(context, name, value, LIFETIME));
    }

    private static Stream<Cookie> earlier(RoutingContext context) {
        return List.copyOf(context.request().cookies()).stream().filter(cookie -> cookie.getName().startsWith(PREFIX));
    }

    private static void expire(RoutingContext context, Cookie cookie) {
        context.response().addCookie(cookie(context, cookie.getName(), "", 0));
    }

    private static Cookie cookie(RoutingContext context, String name, String value, long maxAge) {
        return Cookie.cookie(name, value).setPath("/").setHttpOnly(true).setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX).setMaxAge(maxAge);
    }

    private static String encoded(String login) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
