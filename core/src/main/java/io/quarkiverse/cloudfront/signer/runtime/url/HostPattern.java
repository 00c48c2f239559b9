package io.quarkiverse.cloudfront.signer.runtime.url;

import java.util.Set;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;

/**
 * Checks the wildcards in the host of a policy's resource. Many owners share a suffix such as {@code .co.uk}, and not all such
 * suffixes are known here, so a wildcard may only match parts of the first label.
 */
public final class HostPattern {

    private HostPattern() {
    }

    /**
     * Checks a resource's host at build time, when the signer's hosts are not known.
     *
     * @param resource an absolute resource
     * @throws CloudFrontSignerException if no signer may sign the resource
     */
    public static void check(String resource) {
        int authority = resource.indexOf("://") + 3;
        check(resource, resource.substring(authority, UrlGuard.endOfAuthority(resource, authority)));
    }

    static void check(String resource, String pattern) {
        if (isAnyDomain(pattern)) {
            throw Failure.of(resource, "its host has a wildcard that also covers other domains, and so all distributions "
                    + "that trust the key; write the domain after the wildcard, such as *.example.com");
        }
    }

    /**
     * Whether wildcards affect the last two labels, or the labels that all distributions share.
     */
    private static boolean isAnyDomain(String pattern) {
        int wildcard = pattern.lastIndexOf('*');
        int label = pattern.indexOf('.', wildcard);
        return wildcard >= 0
                && (label < 0 || pattern.indexOf('.', label + 1) < 0 || pattern.startsWith(".cloudfront.net", label));
    }

    static boolean matchesOne(String pattern, Set<String> authorities) {
        for (String known : authorities) {
            if (Glob.matches(pattern, known) && pattern.endsWith(known.substring(Math.max(0, known.indexOf('.'))))) {
                return true;
            }
        }
        return false;
    }
}
