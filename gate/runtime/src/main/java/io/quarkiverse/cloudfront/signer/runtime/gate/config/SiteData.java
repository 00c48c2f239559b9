package io.quarkiverse.cloudfront.signer.runtime.gate.config;

import java.util.Collection;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The kinds of data that a browser stores for a site, and clears if a response requests it.
 *
 * @see <a href="https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Clear-Site-Data">Clear-Site-Data</a>
 */
public enum SiteData {

    /** The cache of responses. */
    CACHE,
    /** Service workers with their Cache Storage, databases, and other data that scripts have stored. */
    STORAGE,
    /** All cookies of the domain, including those of its other hosts. */
    COOKIES;

    /**
     * The value of the header, which is empty if no data is to be cleared.
     */
    public static String header(Collection<SiteData> data) {
        return new TreeSet<>(data).stream().map(each -> "\"" + each.directive() + "\"").collect(Collectors.joining(", "));
    }

    /**
     * The name in the header, and in the configuration of quarkus-oidc.
     */
    public String directive() {
        return name().toLowerCase(Locale.ROOT);
    }
}
