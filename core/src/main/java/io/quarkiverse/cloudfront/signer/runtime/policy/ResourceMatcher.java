package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.url.Glob;

/**
 * Checks whether a custom policy covers a URL, so that the application never returns signed URLs that CloudFront would refuse.
 * Like CloudFront, it compares section by section: scheme and host (ignoring case), then the path, then the query.
 */
final class ResourceMatcher {

    private final String site;
    private final String pathAndQuery;
    /**
     * The resource without its final {@code *}; null if it does not end in {@code *}. The resource covers all URLs that begin
     * with this prefix, because wildcards also match themselves.
     */
    private final @Nullable String prefix;

    ResourceMatcher(String resource) {
        int path = startOfPath(resource);
        this.site = resource.substring(0, path).toLowerCase(Locale.ROOT);
        this.pathAndQuery = resource.substring(path);
        this.prefix = pathAndQuery.endsWith("*") ? site + pathAndQuery.substring(0, pathAndQuery.length() - 1) : null;
    }

    boolean covers(String url) {
        if (prefix != null && url.startsWith(prefix)) {
            return true;
        }
        int path = startOfPath(url);
        int query = url.indexOf('?', path);
        return Glob.matches(site, url.substring(0, path).toLowerCase(Locale.ROOT))
                && coversPathAndQuery(url.substring(path, query < 0 ? url.length() : query),
                        query < 0 ? null : url.substring(query + 1));
    }

    /**
     * Whether the resource covers all URLs that begin with the given text, judging by its prefix only.
     */
    boolean coversAllFrom(String start) {
        return prefix != null && start.startsWith(prefix);
    }

    /**
     * Like {@link #coversAllFrom(String)}, but also for resources with further wildcards.
     *
     * @param start the beginning of the URLs. The caller must limit its length, because matching it against wildcards takes
     *        time
     */
    boolean coversWhateverFollows(String start) {
        return pathAndQuery.endsWith("*") && covers(start);
    }

    /**
     * Whether path and query match. A {@code ?} in the resource is the question mark of the query or a wildcard, whichever
     * matches.
     */
    private boolean coversPathAndQuery(String path, @Nullable String query) {
        if (Glob.matches(pathAndQuery, path) && (query == null || pathAndQuery.endsWith("*"))) {
            return true;
        } else if (query == null) {
            return false;
        }
        int mark = pathAndQuery.indexOf('?');
        while (mark >= 0) {
            if (Glob.matches(pathAndQuery.substring(0, mark), path) && Glob.matches(pathAndQuery.substring(mark + 1), query)) {
                return true;
            }
            mark = pathAndQuery.indexOf('?', mark + 1);
        }
        return false;
    }

    private static int startOfPath(String url) {
        int path = url.indexOf('/', url.indexOf("://") + 3);
        return path < 0 ? url.length() : path;
    }
}
