package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The path patterns of cache behaviors, as far as they can be derived from policy resources.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html">Cache
 *      behavior settings</a>
 */
final class PathPatterns {

    /** The pattern of the default cache behavior. */
    static final String EVERYTHING = "*";

    /** The maximum length that CloudFront accepts. */
    private static final int MAX_LENGTH = 255;

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");
    private static final Pattern QUERY = Pattern.compile("\\?[^?]*=.*");

    private PathPatterns() {
    }

    /**
     * The fewest patterns that cover all resources.
     *
     * @param resources templates of resources, which are empty if they are not known
     */
    static List<String> of(Collection<String> resources) {
        TreeSet<String> patterns = new TreeSet<>();
        resources.forEach(resource -> patterns.add(of(resource)));
        return patterns.stream()
                .filter(pattern -> patterns.stream().noneMatch(other -> !other.equals(pattern) && covers(other, pattern)))
                .toList();
    }

    /**
     * A pattern for all paths of a resource, with {@code *} for each of its placeholders. It does not match more than is
     * signed, unlike the pattern of a cache behavior, which can contain fewer characters. A {@code ?} before a {@code =} begins
     * the query, which is left out.
     */
    static String exact(String resource) {
        int scheme = resource.indexOf("://");
        int path = scheme < 0 ? 0 : resource.indexOf('/', scheme + 3);
        if (path < 0 || !resource.startsWith("/", path)) {
            return "/*";
        }
        return QUERY.matcher(PLACEHOLDER.matcher(resource.substring(path)).replaceAll("*")).replaceAll("")
                .replaceAll("\\*+", "*");
    }

    /**
     * A pattern with the literal text up to the first wildcard or placeholder. The text also ends at the first character that
     * must be written differently in one of the set-up's languages, because it is safe to restrict more than is signed.
     */
    private static String of(String resource) {
        int scheme = resource.indexOf("://");
        int path = scheme < 0 ? 0 : resource.indexOf('/', scheme + 3);
        if (path < 0 || !resource.startsWith("/", path)) {
            return EVERYTHING;
        }
        int end = path;
        while (end < resource.length() && end - path < MAX_LENGTH - 1 && isPlain(resource.charAt(end))) {
            end++;
        }
        String prefix = resource.substring(path, end);
        if (end == resource.length()) {
            return prefix;
        }
        return prefix.equals("/") ? EVERYTHING : prefix + "*";
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/-_.~@:+".indexOf(c) >= 0;
    }

    /**
     * Whether a pattern matches all paths that another pattern matches.
     */
    static boolean covers(String pattern, String other) {
        return pattern.equals(other) || pattern.endsWith("*") && (pattern.equals(EVERYTHING)
                || other.startsWith(pattern.substring(0, pattern.length() - 1)));
    }
}
