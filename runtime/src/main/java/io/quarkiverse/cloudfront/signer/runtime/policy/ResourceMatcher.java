package io.quarkiverse.cloudfront.signer.runtime.policy;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.runtime.url.Glob;

/**
 * Whether a policy covers a URL, so that no signed URL leaves that CloudFront would refuse. Matches as CloudFront does, section
 * by section: scheme and host without regard to case, then path, then query.
 */
final class ResourceMatcher {

    private final boolean canned;
    private final String resource;
    private final String site;
    private final String pathAndQuery;
    /** All that begins with it is covered, as wildcards stand for themselves too; null if there is none. */
    private final @Nullable String prefix;

    public ResourceMatcher(Policy policy) {
        this.canned = policy.canned();
        this.resource = policy.resource();
        int path = canned ? 0 : startOfPath(resource);
        this.site = resource.substring(0, path).toLowerCase(Locale.ROOT);
        this.pathAndQuery = resource.substring(path);
        this.prefix = !canned && pathAndQuery.endsWith("*") ? site + pathAndQuery.substring(0, pathAndQuery.length() - 1)
                : null;
    }

    public boolean covers(String url) {
        if (canned) {
            return resource.equals(url);
        } else if (prefix != null && url.startsWith(prefix)) {
            return true;
        }
        int path = startOfPath(url);
        int query = url.indexOf('?', path);
        return Glob.matches(site, url.substring(0, path).toLowerCase(Locale.ROOT))
                && coversPathAndQuery(url.substring(path, query < 0 ? url.length() : query),
                        query < 0 ? null : url.substring(query + 1));
    }

    /**
     * Whether all is covered that begins with this.
     */
    boolean coversAllFrom(String start) {
        return prefix != null && start.startsWith(prefix);
    }

    /**
     * As {@link #coversAllFrom(String)}, also where the resource has further wildcards.
     *
     * @param start short enough to match wildcards with
     */
    boolean coversWhateverFollows(String start) {
        return !canned && pathAndQuery.endsWith("*") && covers(start);
    }

    /**
     * A {@code ?} in the resource is the query mark or a wildcard, whichever fits.
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
