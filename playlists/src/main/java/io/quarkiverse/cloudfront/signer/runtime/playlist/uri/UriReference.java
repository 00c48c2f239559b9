package io.quarkiverse.cloudfront.signer.runtime.playlist.uri;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.url.UrlCharacters;

/**
 * Resolves URI references as RFC 3986 specifies, working on their text. References are not decoded or validated here.
 */
public final class UriReference {

    private UriReference() {
    }

    /**
     * @return null if the reference is relative
     */
    public static @Nullable String scheme(String reference) {
        for (int i = 0; i < reference.length(); i++) {
            char c = reference.charAt(i);
            if (c == ':') {
                return i == 0 ? null : reference.substring(0, i);
            }
            if (!UrlCharacters.SCHEME.contains(c) || i == 0 && !Character.isLetter(c)) {
                return null;
            }
        }
        return null;
    }

    public static boolean isData(String reference) {
        return reference.regionMatches(true, 0, "data:", 0, "data:".length());
    }

    public static boolean isHttp(String scheme) {
        return scheme.equalsIgnoreCase("https") || scheme.equalsIgnoreCase("http");
    }

    /**
     * Whether a reference, or the beginning of a reference, does not depend on the host of its base. Browsers and players
     * remove several kinds of white space in front of it.
     */
    public static boolean isAbsolute(String reference) {
        int from = 0;
        while (from < reference.length() && (reference.charAt(from) <= ' ' || reference.charAt(from) > '~')) {
            from++;
        }
        return reference.startsWith("//", from) || scheme(reference.substring(from)) != null;
    }

    /**
     * The text as an absolute URL, if it has one of the forms that browsers accept, and is not just a name with a colon.
     *
     * @return null if the text does not have such a form
     */
    public static @Nullable String httpUrl(String text) {
        StringBuilder url = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c <= '~') {
                url.append(c == '\\' ? '/' : c);
            }
        }
        String cleaned = url.toString();
        String scheme = scheme(cleaned);
        return cleaned.startsWith("//") || scheme != null && isHttp(scheme) ? cleaned : null;
    }

    /**
     * Whether some clients read a reference as an absolute URL, and others as a relative one.
     */
    public static boolean isAmbiguous(String reference) {
        return scheme(reference) == null && !reference.startsWith("//") && httpUrl(reference) != null;
    }

    /**
     * Whether the beginning of a reference contains a complete host.
     */
    public static boolean hasHost(String begin) {
        String scheme = scheme(begin);
        int authority = scheme == null ? 0 : scheme.length() + 1;
        if (!begin.startsWith("//", authority)) {
            return false;
        }
        int end = begin.indexOf('/', authority + 2);
        return end >= 0 || endOfPath(begin, authority) < begin.length();
    }

    /**
     * Whether an absolute URL refers to a directory, and not to a file.
     */
    public static boolean isDirectory(String url) {
        int path = endOfPath(url, 0);
        return path > 0 && url.charAt(path - 1) == '/';
    }

    /**
     * Whether a reference leads to the same place below the directory of any base.
     */
    public static boolean isBelow(String reference) {
        return !reference.isEmpty() && "./?#".indexOf(reference.charAt(0)) < 0 && scheme(reference) == null
                && !reference.contains("/.");
    }

    /**
     * Whether a part of a text is a reference that stays below the directory of any base, and consists of only unreserved
     * characters and slashes. It does not have a dot segment, an escape, or a query, so that all clients read it in the same
     * way.
     */
    public static boolean isPlain(String text, int from, int to) {
        char before = '/';
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!UrlCharacters.PLAIN.contains(c) && (before == '/' || c != '.' && c != '/')) {
                return false;
            }
            before = c;
        }
        return from < to;
    }

    /**
     * The directory that a reference begins with, such as {@code ../} or {@code /videos/7/}, if the rest is below it. Resolving
     * the directory and then the rest results in the same URL as resolving the reference.
     *
     * @return the length of the directory; 0 if there is none
     */
    public static int directory(String reference) {
        if (reference.isEmpty() || "./".indexOf(reference.charAt(0)) < 0 || reference.startsWith("//")) {
            return 0;
        }
        int rest = reference.lastIndexOf('/', endOfPath(reference, 0) - 1) + 1;
        return isBelow(reference.substring(rest)) ? rest : 0;
    }

    /**
     * @param base an absolute URL
     */
    public static String resolve(String base, String reference) {
        if (scheme(reference) != null) {
            return reference;
        }
        int authority = base.indexOf("://") + 3;
        if (authority < 3) {
            // data: URIs and similar URIs cannot be a base
            return base;
        } else if (reference.startsWith("//")) {
            return base.substring(0, authority - 2) + reference;
        }
        int query = endOfPath(base, authority);
        int slash = base.indexOf('/', authority);
        int path = slash < 0 || slash > query ? query : slash;
        int end = endOfPath(reference, 0);
        if (end == 0) {
            return reference.startsWith("?") ? base.substring(0, query) + reference : base + reference;
        }
        String ofBase = path == query ? "/" : base.substring(path, base.lastIndexOf('/', query - 1) + 1);
        String directory = reference.charAt(0) == '/' ? "" : ofBase;
        return base.substring(0, path) + withoutDotSegments(directory + reference.substring(0, end)) + reference.substring(end);
    }

    /**
     * The index of the first {@code ?} or {@code #}, or the length of the text.
     */
    public static int endOfPath(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '?' || text.charAt(i) == '#') {
                return i;
            }
        }
        return text.length();
    }

    private static String withoutDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path.length());
        int from = 0;
        while (from < path.length()) {
            int next = path.indexOf('/', from + 1);
            int end = next < 0 ? path.length() : next;
            int dots = dots(path, from + 1, end);
            if (dots == 2) {
                kept.setLength(Math.max(0, kept.lastIndexOf("/")));
            } else if (dots == 0) {
                kept.append(path, from, end);
            }
            if (next < 0 && dots > 0) {
                kept.append('/');
            }
            from = end;
        }
        return kept.toString();
    }

    /**
     * The number of dots in a segment that consists of one or two dots; 0 for any other segment.
     */
    private static int dots(String path, int from, int end) {
        int length = end - from;
        return length >= 1 && length <= 2 && path.charAt(from) == '.' && path.charAt(end - 1) == '.' ? length : 0;
    }
}
