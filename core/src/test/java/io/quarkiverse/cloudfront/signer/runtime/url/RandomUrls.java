package io.quarkiverse.cloudfront.signer.runtime.url;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import io.quarkiverse.cloudfront.signer.Policy;

/**
 * URLs and policies as applications use them, with unusual ones more often than in practice.
 */
public final class RandomUrls {

    private static final String[] HOSTS = { "d111111abcdef8.cloudfront.net", "media.example.com:8443", "a-b.example.org",
            "xn--bcher-kva.example", "192.0.2.7:8080" };

    private static final String[] PATH_PIECES = { "album", "IMG_0042", ".jpg", "a.b", "%2F", "%2f", "%40", "%20", "%C3%A9",
            "%e2%82%ac", "%2A", "%27", "%3F", "%25", "%22", "-", "~", "_", "!", "$", "&", "'", "(", ")", "+", ",", ";", "=",
            ":",
            "@", "...", "7" };

    private static final String[] QUERY_NAMES = { "w", "size", "tag[]", "[0]", "a%26", "%3d", "%20", "%C3%A9", "%2A", "+", ":",
            "expires", "policy", "x-y", "a.b", "..", "%2e", "~" };

    private static final String[] QUERY_PIECES = { "w", "size", "tag[]", "[0]", "%26", "%3d", "%20", "%C3%A9", "%2A", "+", "/",
            ":", "@", "!", "$", ",", ";", "(", ")", "~", "expires", "policy", "1", "%3F" };

    private final Random random;

    public RandomUrls(Random random) {
        this.random = random;
    }

    public static UrlGuard guard() {
        return new UrlGuard(URI.create("https://" + HOSTS[0]), Set.of(HOSTS));
    }

    public String url() {
        return "https://" + pick(HOSTS) + path() + query();
    }

    public Instant expiry() {
        return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(447_000_000), random.nextInt(1_000_000_000));
    }

    /**
     * A policy that covers the URL, with or without wildcards in each of its sections, and with or without further conditions.
     */
    public Policy customPolicy(String url) {
        Instant expiresAt = expiry();
        Optional<Instant> notBefore = random.nextBoolean() ? Optional.empty()
                : Optional.of(expiresAt.minusSeconds(1 + random.nextInt(1_000_000)));
        Optional<String> ipAddress = random.nextBoolean() ? Optional.empty()
                : Optional.of(random.nextInt(256) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + random.nextInt(256) + "/" + random.nextInt(33));
        return new Policy(pattern(url), expiresAt, notBefore, ipAddress, false);
    }

    private String pattern(String url) {
        int path = url.indexOf('/', "https://".length());
        return switch (random.nextInt(6)) {
            case 0 -> url;
            case 1 -> url.substring(0, path) + "/*";
            case 2 -> "*" + url.substring("https".length());
            case 3 -> "*://*" + url.substring(path, path + 1 + random.nextInt(url.length() - path)) + "*";
            case 4 -> path == url.length() - 1 ? url : url.substring(0, url.length() - 1) + "?";
            default -> url.substring(0, url.lastIndexOf('/') + 1) + "*";
        };
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int segments = 1 + random.nextInt(5); segments > 0; segments--) {
            path.append('/');
            // begins with a letter, so that it is never a dot segment by chance, even after an encoded slash
            for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
                path.append((char) ('a' + random.nextInt(26))).append(pick(PATH_PIECES));
            }
        }
        return path.toString();
    }

    private String query() {
        int parameters = random.nextInt(5);
        if (parameters == 0) {
            return "";
        }
        StringBuilder query = new StringBuilder();
        for (; parameters > 0; parameters--) {
            query.append(query.length() == 0 ? '?' : '&').append(pick(QUERY_NAMES)).append('=');
            if (random.nextInt(3) > 0) {
                query.append(pick(QUERY_PIECES)).append(pick(QUERY_PIECES));
            }
        }
        return query.toString();
    }

    private String pick(String[] choice) {
        return choice[random.nextInt(choice.length)];
    }
}
