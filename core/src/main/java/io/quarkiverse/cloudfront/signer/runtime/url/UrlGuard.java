package io.quarkiverse.cloudfront.signer.runtime.url;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * Decides which URLs and resources a signer may sign. They must belong to the signer's hosts, and must not contain anything
 * that CloudFront, a browser, or an origin could interpret differently. They are signed exactly as they are written: the guard
 * does not decode, normalize, or rebuild them.
 */
public final class UrlGuard {

    /** The maximum length of a URL in bytes. CloudFront refuses longer URLs. */
    public static final int LONGEST = 8192;

    private static final String ANY_SCHEME = "*://";

    private final String base;
    private final String scheme;
    private final String schemePrefix;
    private final Set<String> authorities = new TreeSet<>();
    /** The hosts without wildcards, for a fast comparison. */
    private final String[] literalAuthorities;
    private final boolean marks;
    /** Null if the distribution does not have a domain for each tenant. */
    private final @Nullable TenantDomains tenants;
    /** Whether this is the guard of one tenant, whose resources must not cover the domains of others. */
    private final boolean ofTenant;
    private final List<String> origins;

    /**
     * @param url the scheme and host of the distribution, without a path. Both are converted to lower case, as browsers do, so
     *        that they match the URLs that CloudFront sees
     * @param allowedHosts further hosts, each with its port if it has one
     */
    public UrlGuard(URI url, Set<String> allowedHosts) {
        this(url, allowedHosts, false);
    }

    /**
     * Like {@link #UrlGuard(URI, Set)}, but also refuses the name of the mark, so that callers cannot set it.
     *
     * @param marks whether the application uses marks
     */
    public UrlGuard(URI url, Set<String> allowedHosts, boolean marks) {
        this(url.getScheme().toLowerCase(Locale.ROOT), url.getRawAuthority().toLowerCase(Locale.ROOT), allowedHosts,
                marks, null, false, List.of());
    }

    UrlGuard(String scheme, String host, Set<String> allowedHosts, boolean marks,
            @Nullable TenantDomains tenants, boolean ofTenant, List<String> textOrigins) {
        this.marks = marks;
        this.scheme = scheme;
        this.schemePrefix = scheme + "://";
        this.base = schemePrefix + host;
        authorities.add(host);
        for (String allowedHost : allowedHosts) {
            authorities.add(allowedHost.toLowerCase(Locale.ROOT));
        }
        this.literalAuthorities = literal(authorities);
        this.tenants = tenants;
        this.ofTenant = ofTenant;
        List<String> all = new ArrayList<>(List.of(base));
        all.addAll(textOrigins);
        this.origins = List.copyOf(all);
    }

    /**
     * The placeholder for the tenant, which is the first label of the host; null if there is no placeholder.
     */
    public @Nullable String tenantPlaceholder() {
        return tenants == null ? null : tenants.placeholder();
    }

    /**
     * The guard of one tenant's domain.
     *
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the label is not a DNS label;
     *         {@code NOT_CONFIGURED} if all tenants share one domain
     */
    public UrlGuard forTenant(String label) {
        if (tenants == null) {
            throw new CloudFrontSignerException(Reason.NOT_CONFIGURED, base + " is not the URL of one tenant. Set the signer's "
                    + "url to one with a placeholder, such as https://{claim.tenant}.media.example.com");
        }
        String placeholder = "{" + tenants.placeholder() + "}";
        return new UrlGuard(scheme, tenants.authority(label), Set.of(), marks, null, true,
                origins.stream().skip(1).map(origin -> origin.replace(placeholder, label)).toList());
    }

    /**
     * A guard for a fictitious tenant, which shows what can be signed for any tenant; this guard if all tenants share one
     * domain.
     */
    public UrlGuard example() {
        return tenants == null ? this : forTenant(TenantDomains.EXAMPLE);
    }

    /**
     * The guard of the URLs that a policy may cover.
     *
     * @param resource an absolute resource that has been checked
     */
    public UrlGuard of(String resource) {
        return tenants == null ? this : forTenant(tenants.label(resource));
    }

    private static String[] literal(Set<String> authorities) {
        List<String> literal = new ArrayList<>();
        for (String authority : authorities) {
            if (authority.indexOf('*') < 0 && authority.indexOf('@') < 0) {
                literal.add(authority);
            }
        }
        return literal.toArray(new String[0]);
    }

    /**
     * The scheme of all signed URLs, {@code https} or {@code http}.
     */
    public String scheme() {
        return scheme;
    }

    /**
     * The scheme and host of the distribution.
     */
    public String base() {
        return base;
    }

    /**
     * The origins with which URLs in texts begin: the distribution's origin, followed by the origins that stand for it. They
     * contain the placeholder for the tenant unless this is the guard of one tenant.
     */
    public List<String> origins() {
        return origins;
    }

    /**
     * Whether the application uses marks.
     */
    public boolean hasMarks() {
        return marks;
    }

    /**
     * The hosts whose URLs may be signed.
     */
    public Set<String> hosts() {
        return Collections.unmodifiableSet(authorities);
    }

    /**
     * The reference to a path of the distribution from a page of the application. A tenant's page is always delivered by the
     * distribution.
     *
     * @param authority the host of the page, with its port if it has one
     * @return if all tenants share one domain: the path itself if the distribution also delivers the page, and otherwise an
     *         absolute URL. If each tenant has a domain: an absolute URL with the page's host if this host is a tenant's
     *         domain, and otherwise the path itself. The page can belong to a tenant other than the user's
     */
    public String seenFrom(String authority, String path) {
        String host = authority.toLowerCase(Locale.ROOT);
        if (tenants != null) {
            return host.endsWith(tenants.suffix()) ? schemePrefix + host + path : path;
        }
        return authorities.contains(host) ? path : base + path;
    }

    /**
     * Whether an absolute URL leads to one of the signer's hosts, in any spelling, or is so malformed that clients may
     * interpret it as such a URL.
     */
    public boolean isOwn(String url) {
        if (url.startsWith(schemePrefix) && isLiteral(url, schemePrefix.length(), endOfAuthority(url, schemePrefix.length()))) {
            return true;
        }
        int colon = url.indexOf(':');
        boolean secure = url.regionMatches(true, 0, "https:", 0, colon + 1);
        if (!secure && !url.regionMatches(true, 0, "http:", 0, colon + 1)) {
            return false;
        }
        String ownPort = secure ? ":443" : ":80";
        int authority = colon + 3;
        int end = url.startsWith("//", colon + 1) ? endOfAuthority(url, authority) : authority;
        if (end <= authority) {
            return true;
        }
        String host = url
                .substring(url.lastIndexOf('@', end - 1) < authority ? authority : url.lastIndexOf('@', end - 1) + 1, end)
                .toLowerCase(Locale.ROOT);
        return authorities.contains(host.endsWith(ownPort) ? host.substring(0, host.length() - ownPort.length()) : host);
    }

    /**
     * Checks a URL that becomes a policy's resource.
     *
     * @param pathOrUrl one exact URL, or its path
     * @return the absolute URL
     * @throws CloudFrontSignerException if the URL must not be signed
     */
    public String url(String pathOrUrl) {
        return check(pathOrUrl, UrlScanner.Mode.URL);
    }

    /**
     * Checks a URL that a policy covers, and that does not become a policy's resource itself.
     *
     * @param pathOrUrl one URL, or its path
     * @return the absolute URL
     * @throws CloudFrontSignerException if the URL must not be signed
     */
    public String coveredUrl(String pathOrUrl) {
        return check(pathOrUrl, UrlScanner.Mode.COVERED);
    }

    /**
     * Checks a resource from the developer.
     *
     * @param pathOrUrl a resource with or without wildcards, or its path
     * @return the absolute resource
     * @throws CloudFrontSignerException if the resource must not be signed
     */
    public String resource(String pathOrUrl) {
        return check(pathOrUrl, UrlScanner.Mode.RESOURCE);
    }

    private String check(String text, UrlScanner.Mode mode) {
        if (tenants != null) {
            throw Failure.of(text, "each tenant has a domain of its own, " + base + "; call forTenant with the tenant's name "
                    + "first, or use @SignedResource, which takes the name from the user");
        }
        if (text.length() > LONGEST) {
            throw Failure.of(text, "it would be more than %s bytes long once signed, but CloudFront accepts at most %s; "
                    .formatted(text.length(), LONGEST) + "shorten its query or path");
        }
        if (text.startsWith("/") && !text.startsWith("//")) {
            new UrlScanner(text, 0, mode, marks).check();
            return base.concat(text);
        }
        int authority = endOfScheme(text, mode);
        int path = endOfAuthority(text, authority);
        checkAuthority(text, authority, path, mode);
        if (path == text.length() || text.charAt(path) != '/') {
            throw Failure.of(text, "it does not have a path; add at least the / that a browser sends");
        }
        new UrlScanner(text, path, mode, marks).check();
        return text;
    }

    private int endOfScheme(String text, UrlScanner.Mode mode) {
        if (text.startsWith(schemePrefix)) {
            return schemePrefix.length();
        } else if (mode == UrlScanner.Mode.RESOURCE && text.startsWith(ANY_SCHEME)) {
            return ANY_SCHEME.length();
        }
        throw Failure.of(text, "it is neither a path that begins with one / nor a URL that begins with " + schemePrefix
                + " in lower case");
    }

    static int endOfAuthority(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return text.length();
    }

    private void checkAuthority(String text, int from, int to, UrlScanner.Mode mode) {
        if (isLiteral(text, from, to)) {
            return;
        }
        String authority = text.substring(from, to);
        if (authority.indexOf('@') >= 0) {
            throw Failure.of(text, "it has user info before its host; remove the user info");
        }
        if (mode == UrlScanner.Mode.RESOURCE) {
            HostPattern.check(text, authority);
        }
        if (mode != UrlScanner.Mode.RESOURCE || ofTenant || !HostPattern.matchesOne(authority, authorities)) {
            throw Failure.of(text, "its host is not one of " + authorities
                    + ", written in lower case"
                    + (authority.indexOf('*') < 0 ? "" : " and with wildcards in its first label only")
                    + "; use the host of the signer's url, or add the host to its allowed-hosts");
        }
    }

    private boolean isLiteral(String text, int from, int to) {
        for (String known : literalAuthorities) {
            if (known.length() == to - from && text.startsWith(known, from)) {
                return true;
            }
        }
        return false;
    }
}
