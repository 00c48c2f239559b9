package io.quarkiverse.cloudfront.edge.explain;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.verify.request.Printable;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;

/**
 * A cookie with the attributes that determine where browsers send it.
 *
 * @param cookie the name and value
 * @param domain the domain; empty if the cookie is limited to the host that sets it
 * @param path the path
 * @param secure whether the cookie is sent only over https
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6265#section-5">RFC 6265, user agent requirements</a>
 */
record SetCookie(ViewerRequest.Cookie cookie, Optional<String> domain, Optional<String> path, boolean secure) {

    /**
     * Reads the value of a {@code Set-Cookie} header; empty if it does not set a cookie. Like browsers, and unlike Netty's
     * decoder, this method ignores white space around names and values, and retains quotation marks.
     */
    static Optional<SetCookie> parse(String header) {
        String[] pieces = header.split(";");
        Map<String, String> attributes = new HashMap<>();
        for (int i = 1; i < pieces.length; i++) {
            String[] attribute = pieces[i].split("=", 2);
            attributes.put(attribute[0].strip().toLowerCase(Locale.ROOT), attribute.length < 2 ? "" : attribute[1].strip());
        }
        return ViewerRequest.Cookie.parse(pieces[0]).stream().findFirst().map(cookie -> new SetCookie(cookie,
                Optional.ofNullable(attributes.get("domain")).map(SetCookie::canonicalDomain).filter(text -> !text.isEmpty()),
                Optional.ofNullable(attributes.get("path")).filter(text -> text.startsWith("/")),
                attributes.containsKey("secure")));
    }

    private static String canonicalDomain(String domain) {
        return (domain.startsWith(".") ? domain.substring(1) : domain).toLowerCase(Locale.ROOT);
    }

    /** Why a browser does not send this cookie with a request for the URL; empty if it does. */
    Optional<Obstacle> obstacle(PastedUrl url) {
        return pathObstacle(url.path()).or(() -> domainObstacle(url.hostName()).or(() -> schemeObstacle(url))
                .map(reason -> obstacle(reason, Remedy.COOKIE_REACH)));
    }

    private Obstacle obstacle(String reason, String remedy) {
        return new Obstacle("the browser does not send " + cookie.name() + ": " + Printable.of(reason), remedy);
    }

    private Optional<Obstacle> pathObstacle(String requested) {
        return path.filter(prefix -> !covers(prefix, requested)).map(prefix -> prefix.contains("*")
                ? obstacle("its Path=" + prefix + " contains a *, which browsers treat as a literal character",
                        Remedy.COOKIE_PATH)
                : obstacle("its Path=" + prefix + " does not cover " + requested, Remedy.COOKIE_REACH));
    }

    private static boolean covers(String prefix, String requested) {
        return requested.equals(prefix) || requested.startsWith(prefix.endsWith("/") ? prefix : prefix + "/");
    }

    private Optional<String> domainObstacle(String host) {
        if (domain.filter("cloudfront.net"::equals).isPresent()) {
            return Optional.of("browsers do not accept cookies for the domain cloudfront.net");
        }
        return domain.filter(parent -> !host.equals(parent) && !host.endsWith("." + parent))
                .map(parent -> "its Domain=" + parent + " does not cover the host " + host);
    }

    private Optional<String> schemeObstacle(PastedUrl url) {
        return secure && url.scheme().equals("http") && !url.isLoopback()
                ? Optional.of("it is Secure, but the URL begins with http://")
                : Optional.empty();
    }

    /** Why a browser does not send a cookie, and how to fix it. */
    record Obstacle(String sentence, String remedy) {
    }
}
