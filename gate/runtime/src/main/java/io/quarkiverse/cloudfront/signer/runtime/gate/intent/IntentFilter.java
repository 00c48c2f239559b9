package io.quarkiverse.cloudfront.signer.runtime.gate.intent;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.eclipse.microprofile.config.Config;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers requests that would log a user in or out, although the user has not asked for it: browsers prefetch and prerender
 * links, for example if the pointer rests on them, and other programs check links with {@code HEAD}. It runs before the
 * authentication, because quarkus-oidc answers some of these requests itself.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Sec-Purpose">Sec-Purpose</a>
 */
public final class IntentFilter implements Handler<RoutingContext> {

    private static final int SERVICE_UNAVAILABLE = 503;

    /** The standard, and what browsers sent before it. */
    private static final List<String> HEADERS = List.of("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz");
    private static final List<String> PREPARATIONS = List.of("prefetch", "prerender", "preview");

    private final List<String> prefixes;
    private final Set<String> logins;
    private final Set<String> logouts;

    /**
     * @param gates the paths of the gates
     * @param config names the pages of quarkus-oidc
     */
    public IntentFilter(List<String> gates, Config config) {
        prefixes = gates.stream().map(gate -> gate + "/").toList();
        logins = OidcPages.logins(config);
        logouts = new TreeSet<>(OidcPages.logouts(config));
        gates.forEach(gate -> logouts.add(gate + "/logout"));
    }

    @Override
    public void handle(RoutingContext context) {
        // quarkus-oidc compares the path as it was sent, and routes the normalized one
        String sent = path(context.request().path());
        String normalized = path(context.normalizedPath());
        if (isPreparation(context.request().headers()) && (acts(sent) || acts(normalized))) {
            answer(context, SERVICE_UNAVAILABLE);
        } else if (context.request().method().equals(HttpMethod.HEAD)
                && (logouts.contains(sent) || logouts.contains(normalized))) {
            answer(context, context.response().getStatusCode());
        } else {
            context.next();
        }
    }

    /** Routes ignore a slash at the end. */
    private static String path(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private boolean acts(String path) {
        return logouts.contains(path) || logins.contains(path) || prefixes.stream().anyMatch(path::startsWith);
    }

    private static boolean isPreparation(MultiMap headers) {
        return HEADERS.stream().flatMap(name -> headers.getAll(name).stream()).map(value -> value.toLowerCase(Locale.ROOT))
                .anyMatch(value -> PREPARATIONS.stream().anyMatch(value::contains));
    }

    private static void answer(RoutingContext context, int status) {
        context.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
    }
}
