package io.quarkiverse.cloudfront.edge.verify.policy;

import java.util.Locale;

/**
 * Compares a policy's resource with a URL, section by section: scheme, host, path, and query. A wildcard does not match beyond
 * its section, except that a {@code *} at the end of the resource also covers the following sections. A {@code ?} can match the
 * question mark at the beginning of the query, because it matches any character.
 */
record ResourceMatcher(String resource) {

    private static final String SCHEME_END = "://";

    /** The index in the URL of the first character that the resource does not cover, or {@link Glob#NONE}. */
    int mismatch(String url) {
        int urlHost = url.indexOf(SCHEME_END) + SCHEME_END.length();
        int urlPath = url.indexOf('/', urlHost);
        int schemeEnd = resource.indexOf(SCHEME_END);
        int host = schemeEnd + SCHEME_END.length();
        int path = schemeEnd < 0 ? -1 : resource.indexOf('/', host);

        String urlScheme = url.substring(0, urlHost - SCHEME_END.length());
        if (schemeEnd < 0) {
            return lastSectionMismatch(resource, 0, urlScheme, 0);
        }
        int differs = caselessMismatch(resource.substring(0, schemeEnd), urlScheme);
        if (differs != Glob.NONE) {
            return differs;
        }
        String urlAuthority = url.substring(urlHost, urlPath);
        if (path < 0) {
            return lastSectionMismatch(resource, host, urlAuthority, urlHost);
        }
        differs = caselessMismatch(resource.substring(host, path), urlAuthority);
        if (differs != Glob.NONE) {
            return urlHost + differs;
        }
        differs = pathMismatch(resource.substring(path), url.substring(urlPath));
        return differs == Glob.NONE ? Glob.NONE : urlPath + differs;
    }

    /**
     * The mismatch of the last section. A resource that ends with its scheme or host matches a path only if it ends with
     * {@code *}.
     */
    private static int lastSectionMismatch(String resource, int from, String section, int sectionStart) {
        String pattern = resource.substring(from);
        int differs = caselessMismatch(pattern, section);
        if (differs == Glob.NONE && !Glob.parse(pattern).isOpenEnded()) {
            differs = section.length();
        }
        return differs == Glob.NONE ? Glob.NONE : sectionStart + differs;
    }

    private static int caselessMismatch(String pattern, String section) {
        return Glob.parse(pattern.toLowerCase(Locale.ROOT)).mismatch(section.toLowerCase(Locale.ROOT), Glob.NO_BARRIER);
    }

    private static int pathMismatch(String pattern, String target) {
        return Glob.parse(pattern).mismatch(target, target.indexOf('?'));
    }
}
