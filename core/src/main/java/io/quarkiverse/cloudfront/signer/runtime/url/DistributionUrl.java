package io.quarkiverse.cloudfront.signer.runtime.url;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads the URL of a distribution, which consists of a scheme and a host.
 */
public final class DistributionUrl {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(?::\\d{1,5})?|\\[[0-9A-Fa-f:.]+](?::\\d{1,5})?");

    private static final Pattern ORIGIN = Pattern.compile("https?://(?:" + HOST + ")", Pattern.CASE_INSENSITIVE);

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^{}]*}");

    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private DistributionUrl() {
    }

    /**
     * The guard of a signer.
     *
     * @param url the scheme and host of the distribution, without a path. The host can have a placeholder for the tenant
     * @param allowedHosts further hosts, each with its port if it has one
     * @param marks whether the application uses marks
     * @throws IllegalArgumentException if the text is not such a URL; the message follows the name of a property
     */
    public static UrlGuard guard(String url, Set<String> allowedHosts, boolean marks) {
        return guard(url, allowedHosts, List.of(), marks);
    }

    /**
     * Like {@link #guard(String, Set, boolean)}, but for a signer that also signs texts with URLs of other origins.
     *
     * @param textOrigins the origins that stand for the distribution's origin in texts, as {@link #textOrigin} returns them
     */
    public static UrlGuard guard(String url, Set<String> allowedHosts, List<String> textOrigins, boolean marks) {
        if (url.indexOf('{') < 0 && url.indexOf('}') < 0) {
            URI parsed = parse(url);
            return new UrlGuard(parsed.getScheme().toLowerCase(Locale.ROOT), parsed.getRawAuthority().toLowerCase(Locale.ROOT),
                    allowedHosts, marks, null, false, textOrigins);
        }
        TenantDomains tenants = TenantDomains.parse(url.strip());
        URI example = parse(TenantDomains.example(url));
        if (!allowedHosts.isEmpty()) {
            throw new IllegalArgumentException("has a domain for each tenant, so allowed-hosts is not supported. Configure "
                    + "another signer for further hosts");
        }
        return new UrlGuard(example.getScheme().toLowerCase(Locale.ROOT), tenants.toString(), Set.of(),
                marks, tenants, false, textOrigins);
    }

    /**
     * Reads an origin that stands for the distribution's origin in texts. It can be the host of a bucket.
     *
     * @param url the URL of the distribution
     * @throws IllegalArgumentException if the text is not an origin; the message follows the name of a property
     */
    public static String textOrigin(String origin, String url) {
        Matcher placeholder = PLACEHOLDER.matcher(url);
        String text = origin.strip();
        String stripped = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        boolean ofTenant = placeholder.find() && stripped.contains("://" + placeholder.group() + ".");
        String plain = ofTenant ? stripped.replace(placeholder.group(), TenantDomains.EXAMPLE) : stripped;
        if (!ORIGIN.matcher(plain).matches()) {
            throw new IllegalArgumentException(
                    "must be schemes and hosts without a path, such as https://media.example.com. The first label of a host "
                            + "may be the placeholder of url");
        }
        return ofTenant ? stripped : stripped.toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if the text is not such a URL; the message follows the name of a property
     */
    public static URI parse(String text) {
        String stripped = text.strip();
        try {
            URI url = new URI(stripped.endsWith("/") ? stripped.substring(0, stripped.length() - 1) : stripped);
            String mistake = mistakeIn(url);
            if (mistake != null) {
                throw new IllegalArgumentException(mistake);
            }
            return url;
        } catch (URISyntaxException e) {
            // the exception's message quotes the text, which can be a secret in the wrong place
            throw new IllegalArgumentException("is not a URL; set it to the scheme and host of the distribution, such as "
                    + "https://media.example.com. Use punycode for international domain names");
        }
    }

    private static @Nullable String mistakeIn(URI url) {
        String scheme = url.getScheme();
        if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
            return "must begin with https:// or http://";
        }
        if (url.getRawAuthority() == null || !isHost(url.getRawAuthority())) {
            return "must consist of a scheme and a host, such as https://media.example.com. Use punycode for international "
                    + "domain names";
        }
        if (!url.getRawPath().isEmpty() || url.getRawQuery() != null || url.getRawFragment() != null) {
            return "must be a scheme and a host without a path. Add the path to the values that are signed";
        }
        return DistributionHost.of(url.getRawAuthority()).mistake("https".equalsIgnoreCase(scheme) ? HTTPS : HTTP);
    }

    /**
     * The mistake in a further host of the distribution, in words that follow the name of a property; null if there is none.
     *
     * @param url the URL of the distribution, which may also contain a mistake
     */
    public static @Nullable String mistakeInHost(String host, String url) {
        return isHost(host)
                ? DistributionHost.of(host).mistake(url.strip().regionMatches(true, 0, "http:", 0, 5) ? HTTP : HTTPS)
                : "must be host names such as media.example.com, without a scheme, a path, or a wildcard";
    }

    /**
     * Whether a text is a host name or an IP address, with or without a port.
     */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }
}
