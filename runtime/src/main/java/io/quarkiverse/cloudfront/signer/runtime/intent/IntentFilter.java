package io.quarkiverse.cloudfront.signer.runtime.intent;

import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import io.quarkiverse.cloudfront.signer.runtime.viewer.OidcSessionWatch;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Viewer;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers requests that would log a user in or out, although the user did not intend this: browsers prefetch and prerender
 * links, programs check links with {@code HEAD}, and other sites lead browsers to a logout. The filter runs before the
 * authentication, because quarkus-oidc answers some of these requests itself.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Purpose">Sec-Purpose</a>
 */
public final class IntentFilter implements Handler<RoutingContext> {

    /**
     * The status of a refusal that protects a user. It is not 403, because CloudFront replaces a 403 with the <em>denied</em>
     * page, which leads to the login and back. The application would then get the same request from its own site.
     */
    public static final int REFUSED = HttpURLConnection.HTTP_CONFLICT;

    private static final String STILL_LOGGED_IN = "You are still logged in, because another site may have asked for this logout.";

    /** The standard header, and the headers that browsers sent before there was a standard. */
    private static final List<String> HEADERS = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final List<String> PREPARATIONS = List.of("prefetch", "prerender", "preview");

    private final List<String> prefixes;
    /** The paths at which providers return users with a code, which opens a session once. */
    private final Set<String> logins;
    private final Set<String> logouts;
    /** The paths that providers have browsers open in a frame when the user logs out there. */
    private final Set<String> providerLogouts;

    /**
     * @param gates the paths of the gates
     * @param config the configuration, with the pages of quarkus-oidc
     */
    public IntentFilter(List<String> gates, Config config) {
        prefixes = gates.stream().map(gate -> gate + "/").toList();
        logins = Set.copyOf(OidcPages.values(config, "authentication.redirect-path").values());
        logouts = new TreeSet<>(OidcPages.logouts(config).values());
        gates.forEach(gate -> logouts.add(gate + "/logout"));
        providerLogouts = new TreeSet<>(OidcPages.values(config, "logout.frontchannel.path").values());
        providerLogouts.removeAll(logouts);
    }

    @Override
    public void handle(RoutingContext context) {
        // quarkus-oidc compares the path as it was sent, while routes compare the normalized path
        List<String> paths = List.of(path(context.request().path()), path(context.normalizedPath()));
        boolean logsOut = paths.stream().anyMatch(logouts::contains);
        boolean logsOutForProvider = !logsOut && paths.stream().anyMatch(providerLogouts::contains);
        if (isPreparation(context.request().headers()) && (logsOut || logsOutForProvider || paths.stream()
                .anyMatch(path -> logins.contains(path) || prefixes.stream().anyMatch(path::startsWith)))) {
            answer(context, HttpURLConnection.HTTP_UNAVAILABLE);
        } else if (context.request().method().equals(HttpMethod.HEAD) && (logsOut || logsOutForProvider)) {
            answer(context, context.response().getStatusCode());
        } else if ((logsOut || logsOutForProvider) && isUnintended(context, logsOutForProvider)
                && (OidcSessionWatch.hasSession(context) || Viewer.hasReceipts(context))) {
            refuse(context.response());
        } else {
            context.next();
        }
    }

    /**
     * Tells the user that the session continues. There is a text because browsers show a page of their own for an error without
     * a body.
     */
    public static void refuse(HttpServerResponse response) {
        response.setStatusCode(REFUSED).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(STILL_LOGGED_IN);
    }

    /** The path without a slash at the end, because routes ignore this slash. */
    private static String path(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Whether the user did not intend a logout.
     *
     * @param byProvider whether this is a front-channel logout, which only a provider requests
     */
    public static boolean isUnintended(RoutingContext context, boolean byProvider) {
        return isPreparation(context.request().headers()) || context.request().method().equals(HttpMethod.HEAD)
                || (byProvider ? !namesSession(context) : isForeign(context.request()));
    }

    /**
     * Whether another site has sent the browser here. Browsers leave cookies out of such requests, for example for images, but
     * clear the data of this site if the response says so.
     */
    public static boolean isForeign(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        return site != null ? site.equals("cross-site")
                : origin != null && !origin.endsWith("://" + request.authority());
    }

    /**
     * Whether a front-channel logout names the provider and its session. quarkus-oidc compares both with the user's session,
     * but only if the request contains them.
     */
    private static boolean namesSession(RoutingContext context) {
        return context.queryParam("iss").size() == 1 && context.queryParam("sid").size() == 1;
    }

    private static boolean isPreparation(MultiMap headers) {
        return HEADERS.stream().flatMap(name -> headers.getAll(name).stream()).map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> PREPARATIONS.stream().anyMatch(value::contains));
    }

    private static void answer(RoutingContext context, int status) {
        context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
    }
}
