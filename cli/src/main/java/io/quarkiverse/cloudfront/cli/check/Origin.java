package io.quarkiverse.cloudfront.cli.check;

import java.util.Locale;

/**
 * A server or bucket from which CloudFront gets files.
 *
 * @param at the place of the origin in the configuration
 * @param path the directory that CloudFront puts in front of the path
 * @param signed whether CloudFront signs its requests, with an origin access control or identity
 * @param identity the origin access identity; empty if there is none
 * @param vpc whether the origin is in a private subnet
 * @param customHeaders whether CloudFront sends headers that the origin may require
 */
record Origin(String at, String domain, String path, boolean s3, boolean signed, String identity, boolean vpc,
        boolean customHeaders) {

    /** Whether this is a bucket, even if it serves a website, which CloudFront treats like any other server. */
    boolean isStorage() {
        String host = domain.toLowerCase(Locale.ROOT);
        return s3
                || host.contains(".amazonaws.com") && (host.startsWith("s3.") || host.startsWith("s3-") || host.contains(".s3.")
                        || host.contains(".s3-"));
    }

    boolean isWebsite() {
        return domain.contains(".s3-website");
    }

    /**
     * Whether this origin has the files of another origin. A bucket can let two origin access identities read different files.
     */
    boolean hasFilesOf(Origin other) {
        return isStorage() && bucket().equals(other.bucket()) && (identity.isEmpty() || identity.equals(other.identity));
    }

    /** The name of the bucket without the region. */
    private String bucket() {
        return domain.toLowerCase(Locale.ROOT).replaceFirst("[.]s3[.-].*", "");
    }

    /** Whether each tenant has files of its own. */
    boolean isPerTenant() {
        return domain.contains("{{") || path.contains("{{");
    }
}
