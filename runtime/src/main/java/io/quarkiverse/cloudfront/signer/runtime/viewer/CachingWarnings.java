package io.quarkiverse.cloudfront.signer.runtime.viewer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logging.Logger;

/**
 * Warns of headers with which shared caches would return one user's grants to other users: once because of signed cookies, and
 * once for each method that returns signed URLs.
 */
final class CachingWarnings {

    private static final Logger LOG = Logger.getLogger(CachingWarnings.class);

    private static final String COOKIES = "";
    /** The maximum number of warnings, because templates that are parsed at run time have an unlimited number of names. */
    private static final int MOST = 1000;

    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    void onCookies(String header) {
        if (warned.add(COOKIES)) {
            LOG.warnf("A response with signed cookies had the header \"%s\", with which a shared cache could return one user's "
                    + "cookies to other users. The header was replaced with \"Cache-Control: private, no-store\", as in all "
                    + "such responses. Exclude these responses from quarkus.http.header, filters, and your own code", header);
        }
    }

    void onUrls(String method, String header) {
        if (warned.size() < MOST && warned.add(method)) {
            LOG.warnf(
                    "%s: the response with signed URLs had the header \"%s\", with which a shared cache could return one user's "
                            + "URLs to other users. It was replaced with a header that is private and expires with the URLs. "
                            + "Set a header that is private, or none, and exclude the response from quarkus.http.header and "
                            + "filters",
                    method,
                    header);
        }
    }
}
