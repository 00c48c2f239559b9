package io.quarkiverse.cloudfront.edge.verify;

/** The rules for signed requests, in the order in which a {@link Verifier} reports them. */
public enum Rule {

    /** The URL or a cookie has CloudFront's parameters. */
    SIGNED,
    /** There is exactly one key pair ID, and it is well-formed. */
    KEY_PAIR_ID,
    /** The trusted key group contains a key with this ID. */
    KEY,
    /** There is exactly one policy, and it can be read. */
    POLICY,
    /** The signature of the policy was made with this key. */
    SIGNATURE,
    /** The policy's resource covers the URL. */
    RESOURCE,
    /** {@code DateGreaterThan} has passed. */
    START,
    /** {@code DateLessThan} has not been reached. */
    EXPIRY,
    /** The viewer's address is in {@code IpAddress}. */
    ADDRESS
}
