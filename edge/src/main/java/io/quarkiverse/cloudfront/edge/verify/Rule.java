package io.quarkiverse.cloudfront.edge.verify;

/** What CloudFront asks of a signed request, in the order in which a {@link Verifier} answers for it. */
public enum Rule {

    /** The URL or a cookie has CloudFront's parameters. */
    SIGNED,
    /** There is one key pair ID, and it looks like one. */
    KEY_PAIR_ID,
    /** The trusted key group has a key of this ID. */
    KEY,
    /** There is one policy, and it can be read. */
    POLICY,
    /** The signature is that of the key for the policy. */
    SIGNATURE,
    /** The policy's resource covers the URL. */
    RESOURCE,
    /** {@code DateGreaterThan} has passed. */
    START,
    /** {@code DateLessThan} has not come. */
    EXPIRY,
    /** The viewer's address is in {@code IpAddress}. */
    ADDRESS
}
