package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.async.RequestAnswer;
import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Remembers in a cookie which page each login at a provider is for. quarkus-oidc forgets the page after some minutes, or if the
 * user completes a login in another tab first.
 *
 * @param paths the paths of the gates
 */
record PendingLogins(List<String> paths) {

    private static final String PREFIX = "q_gate_";
    private static final long LIFETIME = 1_800;

    /** The maximum number of cookies, which is small because the application receives them with each request. */
    private static final int MOST = 4;
    /**
     * The maximum number of cookies that one response removes. Other hosts of the same domain can set any number of cookies,
     * and proxies refuse responses with many headers.
     */
    private static final int MOST_EXPIRED = 16;
    private static final int LONGEST = 800;
    private static final int LONGEST_URI = LONGEST / 4 * 3;

    private static final int SEE_OTHER = 303;

    private static final Pattern STATE_VALUE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /**
     * Remembers the page if the authentication answers this request with a redirect to the provider. Must run before the
     * authentication.
     */
    void observe(RoutingContext context) {
        String page = context.normalizedPath();
        if (context.request().method().equals(HttpMethod.GET)
                && paths.stream().anyMatch(path -> page.equals(LoginPage.page(path)))) {
            ResponseHead.beforeSending(context, () -> {
                String uri = context.request().uri();
                if (uri.length() <= LONGEST_URI && uri.contains(ReturnPath.PARAMETER + "=")) {
                    state(context.response()).ifPresent(state -> add(context, PREFIX + state, encoded(uri)));
                }
            });
        }
    }

    /**
     * The state of the login that a redirect to a provider begins.
     */
    private static Optional<String> state(HttpServerResponse response) {
        String location = response.headers().get(HttpHeaders.LOCATION);
        if (location == null || !location.startsWith("https://") && !location.startsWith("http://")
                || Query.values(location, "response_type").isEmpty()) {
            return Optional.empty();
        }
        List<String> states = Query.values(location, Query.STATE);
        return states.size() == 1 && STATE_VALUE.matcher(states.get(0)).matches() ? Optional.of(states.get(0))
                : Optional.empty();
    }

    /**
     * Redirects a user who already has a session to the page of the pending login. Without a session, the request completes the
     * login.
     */
    void resume(RoutingContext context, GateCallers callers) {
        Cookie cookie = pending(context);
        if (cookie == null) {
            context.next();
            return;
        }
        RequestAnswer.answer(context, callers.current(context).map(ignored -> login(cookie.getValue()))
                .onFailure(UnauthorizedException.class).recoverWithItem(Optional.empty()),
                login -> login.ifPresentOrElse(page -> context.response().setStatusCode(SEE_OTHER)
                        .putHeader(HttpHeaders.LOCATION, page).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(),
                        context::next));
    }

    private static @Nullable Cookie pending(RoutingContext context) {
        if (!context.request().method().equals(HttpMethod.GET) || earlier(context).findAny().isEmpty()) {
            return null;
        }
        List<String> states = Query.values(context.request().uri(), Query.STATE);
        return states.size() == 1 ? context.request().getCookie(PREFIX + states.get(0)) : null;
    }

    /**
     * The login page with the return path from the cookie. Other hosts of the same domain can set the cookie. Therefore, only
     * this path is read from it, and the path is checked like one from a request.
     */
    private Optional<String> login(String cookie) {
        String uri = cookie.length() > LONGEST ? "" : decoded(cookie);
        return paths.stream().filter(path -> uri.startsWith(LoginPage.page(path) + "?")).findFirst()
                .flatMap(path -> ReturnPath.ofParameter(Query.values(uri, ReturnPath.PARAMETER), ActionPaths.of(paths))
                        .map(back -> LoginPage.page(path) + "?" + back.asParameter()));
    }

    private static void add(RoutingContext context, String name, String value) {
        List<Cookie> earlier = earlier(context).toList();
        if (earlier.size() >= MOST) {
            earlier.stream().limit(MOST_EXPIRED)
                    .forEach(cookie -> context.response().addCookie(cookie(context, cookie.getName(), "", 0)));
        }
        context.response().addCookie(cookie(context, name, value, LIFETIME));
    }

    private static Stream<Cookie> earlier(RoutingContext context) {
        return List.copyOf(context.request().cookies()).stream().filter(cookie -> cookie.getName().startsWith(PREFIX)
                && STATE_VALUE.matcher(cookie.getName().substring(PREFIX.length())).matches());
    }

    private static Cookie cookie(RoutingContext context, String name, String value, long maxAge) {
        return Cookie.cookie(name, value).setPath("/").setHttpOnly(true).setSecure(context.request().isSSL())
                .setSameSite(CookieSameSite.LAX).setMaxAge(maxAge);
    }

    private static String encoded(String login) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String value) {
        try {
            return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
