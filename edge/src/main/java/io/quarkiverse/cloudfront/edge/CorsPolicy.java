package io.quarkiverse.cloudfront.edge;

import java.util.Set;

/**
 * What a distribution's response headers policy says of cross-origin requests.
 *
 * @param allowedOrigins origins whose pages may read answers, such as {@code http://localhost:8080}, with {@code *} for any
 *        port
 *        as in {@code http://localhost:*}, or {@code *} for all; empty for no CORS headers at all
 * @param credentials whether pages may send signed cookies along; needs a list of origins
 * @see <a href=
 *      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html">Understand
 *      response headers policies</a>
 */
public record CorsPolicy(Set<String> allowedOrigins, boolean credentials) {

    private static final String ANY = "*";
    private static final String ANY_PORT = ":*";
    private static final Set<String> LOOPBACK = Set.of("http://localhost:*", "https://localhost:*", "http://127.0.0.1:*",
            "https://127.0.0.1:*", "http://[::1]:*", "https://[::1]:*");

    /** @throws IllegalArgumentException if credentials are allowed for any origin, which browsers refuse */
    public CorsPolicy {
        allowedOrigins = Set.copyOf(allowedOrigins);
        if (credentials && allowedOrigins.contains(ANY)) {
            throw new IllegalArgumentException("Credentials need a list of allowed origins; browsers refuse them with *");
        }
    }

    /** No CORS headers: pages of other origins can show pictures, but not read answers. */
    public static CorsPolicy none() {
        return new CorsPolicy(Set.of(), false);
    }

    /** Pages of every origin may read answers, without credentials. */
    public static CorsPolicy anyOrigin() {
        return new CorsPolicy(Set.of(ANY), false);
    }

    /** Pages of these origins may read answers, and may send signed cookies along. */
    public static CorsPolicy withCredentials(Set<String> allowedOrigins) {
        return new CorsPolicy(allowedOrigins, true);
    }

    /** Pages of this machine, at whatever port, may read answers, and may send signed cookies along. */
    public static CorsPolicy loopbackWithCredentials() {
        return withCredentials(LOOPBACK);
    }

    boolean allows(String origin) {
        return allowedOrigins.stream().anyMatch(allowed -> allowed.endsWith(ANY_PORT)
                ? isAtAnyPort(origin, allowed.substring(0, allowed.length() - ANY_PORT.length()))
                : allowed.equals(origin));
    }

    private static boolean isAtAnyPort(String origin, String schemeAndHost) {
        return origin.startsWith(schemeAndHost) && origin.substring(schemeAndHost.length()).matches("(?::[0-9]{1,5})?");
    }

    boolean isAnyOrigin() {
        return allowedOrigins.contains(ANY);
    }

    boolean isEmpty() {
        return allowedOrigins.isEmpty();
    }
}
