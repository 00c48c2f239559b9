package io.quarkiverse.cloudfront.signer.runtime.gate;

import java.util.List;

import io.quarkiverse.cloudfront.signer.runtime.async.ResponseHead;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers a renewal with a 401 if the application would redirect it to a login, because a script cannot follow such a redirect.
 * Runs before the authentication, which may answer the request itself.
 */
final class RenewalStatus {

    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_ERROR = 400;

    /** The prefix of the cookies in which quarkus-oidc stores the state of a login. */
    private static final String LOGIN_COOKIE = "q_auth";

    private final List<String> pages;

    /**
     * @param paths the paths of the gates
     */
    RenewalStatus(List<String> paths) {
        this.pages = paths.stream().map(path -> path + "/renew").toList();
    }

    void observe(RoutingContext context) {
        if (context.request().method().equals(HttpMethod.POST) && pages.contains(context.normalizedPath())) {
            ResponseHead.beforeSending(context, () -> {
                int status = context.response().getStatusCode();
                if (status >= FIRST_REDIRECT && status < FIRST_ERROR) {
                    refuse(context);
                }
            });
        }
    }

    private static void refuse(RoutingContext context) {
        HttpServerResponse response = context.response();
        response.setStatusCode(UNAUTHORIZED).setStatusMessage("Unauthorized").headers().remove(HttpHeaders.LOCATION);
        // the login that the redirect would have begun does not take place
        List.copyOf(context.request().cookies()).stream().map(Cookie::getName).filter(name -> name.startsWith(LOGIN_COOKIE))
                .forEach(login -> response.removeCookie(login, false));
    }
}
