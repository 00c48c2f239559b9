package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.Locale;
import java.util.regex.Pattern;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;

/**
 * The domains of a distribution with one domain for each tenant, such as {@code {claim.tenant}.media.example.com}. The name of
 * a tenant can come from a token, and must be exactly one DNS label. Any other name is refused, and names are never changed.
 *
 * @param placeholder the name between the braces
 * @param suffix the part of the authority after a tenant's label, which begins with a dot
 */
record TenantDomains(String placeholder, String suffix) {

    /**
     * The label of a tenant. Punycode, which has hyphens as its third and fourth characters, is excluded, because two such
     * labels can look the same to a user.
     */
    private static final Pattern LABEL = Pattern.compile("(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

    static final String EXAMPLE = "x";

    /**
     * @param url a URL with a placeholder
     * @throws IllegalArgumentException if the placeholder is not the whole first label; the message follows the name of a
     *         property
     */
    static TenantDomains parse(String url) {
        int open = url.indexOf('{');
        int close = url.indexOf('}', Math.max(open, 0));
        int end = url.endsWith("/") ? url.length() - 1 : url.length();
        if (open < 3 || !url.startsWith("://", open - 3) || close < open + 2 || !url.startsWith(".", close + 1)
                || url.indexOf('{', open + 1) >= 0 || url.indexOf('}', close + 1) >= 0) {
            throw new IllegalArgumentException("must have at most one placeholder, which must be the whole first label of its "
                    + "host, such as https://{claim.tenant}.media.example.com");
        }
        TenantDomains domains = new TenantDomains(url.substring(open + 1, close),
                url.substring(close + 1, end).toLowerCase(Locale.ROOT));
        if (domains.areShared()) {
            throw new IllegalArgumentException("must have a domain of your own after the placeholder, such as "
                    + "https://{claim.tenant}.media.example.com, because others can have domains below " + domains.suffix);
        }
        return domains;
    }

    /**
     * Whether other owners can have domains below the suffix.
     */
    private boolean areShared() {
        String parent = suffix.indexOf(':') < 0 ? suffix : suffix.substring(0, suffix.indexOf(':'));
        return !parent.equals(".localhost")
                && (parent.indexOf('.', 1) < 0 || parent.endsWith(".") || parent.equals(".cloudfront.net"));
    }

    /**
     * Replaces the placeholder with the label of a possible tenant, so that the rest of the URL can be checked.
     */
    static String example(String url) {
        return url.replaceFirst("\\{[^}]*}", EXAMPLE);
    }

    /**
     * @param label the name of a tenant
     * @throws CloudFrontSignerException {@code INVALID_PLACEHOLDER_VALUE} if the name is not a DNS label in lower case
     */
    String authority(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new CloudFrontSignerException(Reason.INVALID_PLACEHOLDER_VALUE, "The domain of a tenant cannot be signed: "
                    + "the value of {" + placeholder + "} must be one DNS label, with at most 63 lower-case letters, digits, "
                    + "and inner hyphens");
        }
        return label + suffix;
    }

    /**
     * The label of the tenant to whose domain a resource belongs.
     *
     * @param resource an absolute resource that has been checked
     */
    String label(String resource) {
        int from = resource.indexOf("://") + 3;
        return resource.substring(from, resource.indexOf(suffix + "/", from));
    }

    @Override
    public String toString() {
        return "{" + placeholder + "}" + suffix;
    }
}
