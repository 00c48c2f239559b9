package io.quarkiverse.cloudfront.cli.check;

import java.util.Locale;

/**
 * Where CloudFront gets files.
 *
 * @param at where it is in the configuration
 * @param signed whether CloudFront's requests are signed, with an origin access control or identity
 * @param identity the origin access identity, empty if there is none
 * @param vpc whether it is in a private subnet
 * @param customHeaders whether CloudFront sends headers that it may ask for
 * @param path the directory that CloudFront puts in front of the path
 */
record Origin(String at, String domain, String path, boolean s3, boolean signed, String identity, boolean vpc,
        boolean customHeaders) {

    /** Whether it is a bucket, also as a website, which CloudFront regards as any other server. */
    boolean isStorage() {
        String host = domain.toLowerCase(Locale.ROOT);
        return s3
                || host.contains(".amazonaws.com") && (host.startsWith("s3.") || host.startsWith("s3-") || host.contains(".s3.")
                        || host.contains(".s3-"));
    }

    boolean isWebsite() {
        return domain.contains(".s3-website");
    }

    /** Whether it has the files of another one. A bucket can let two origin access identities read different files. */
    boolean hasFilesOf(Origin other) {
        return isStorage() && bucket().equals(other.bucket()) && (identity.isEmpty() || identity.equals(other.identity));
    }

    /** Without the region. */
    private String bucket() {
        return domain.toLowerCase(Locale.ROOT).replaceFirst("[.]s3[.-].*", "");
    }

    /** Whether each tenant has files of its own. */
    boolean isPerTenant() {
        return domain.contains("{{") || path.contains("{{");
    }
}
