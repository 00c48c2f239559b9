package io.quarkiverse.cloudfront.edge.explain;

import io.quarkiverse.cloudfront.edge.verify.request.Reason;

/** What to do about each reason for which CloudFront refuses. */
final class Remedy {

    static final String COOKIE_PATH = "Give the cookies the path that their policy is for, without a wildcard and with a / at "
            + "the end, such as /images/ for /images/*.";
    static final String COOKIE_REACH = "Give the cookies a Domain and a Path that the URL is within, and request it over https.";

    private Remedy() {
    }

    static String of(Reason.Kind kind) {
        return switch (kind) {
            case UNSIGNED -> "Request what the signer returned, with its whole query; with cookies, see whether the browser "
                    + "sends them.";
            case KEY_PAIR_ID_MISSING -> "Keep the query of the signed URL whole, and use no query parameter of your own that "
                    + "CloudFront reserves: Expires, Policy, Signature, Key-Pair-Id, Hash-Algorithm.";
            case KEY_PAIR_ID_IS_KEY -> "Configure as key pair ID what CloudFront shows beside the public key, such as "
                    + "K2JCJMDEHXQW5F; if it was the private key, it has leaked with every URL, so replace the key pair.";
            case KEY_PAIR_ID_MALFORMED ->
                "Configure as key pair ID what CloudFront shows beside the public key, such as K2JCJMDEHXQW5F.";
            case PLAYLIST_VARIABLE ->
                "Use a player that supports EXT-X-DEFINE with QUERYPARAM; for others, sign a playlist for "
                        + "each viewer, or set signed cookies.";
            case UNKNOWN_KEY -> "Add the public key to a key group that the cache behavior of this path trusts, or sign with "
                    + "a key that is in it.";
            case SIGNATURE_MISSING, SIGNATURE_UNREADABLE -> "Keep the signature as the signer wrote it: no form, template or "
                    + "mail program may decode it or replace its - _ ~.";
            case POLICY_MISSING, POLICY_UNREADABLE -> "Keep the URL whole, and look for a limit on its length where it is "
                    + "stored; a policy has exactly one statement, with DateLessThan in whole seconds.";
            case DATE_OUT_OF_RANGE, EXPIRY_IN_MILLISECONDS -> "Give the expiry in seconds since 1970: "
                    + "Instant.getEpochSecond(), or System.currentTimeMillis() / 1000.";
            case AMBIGUOUS -> "Rename the query parameter of your own that CloudFront reserves, and do not sign a URL twice.";
            case HASH_ALGORITHM_UNKNOWN, HASH_MARKER_MISSING, HASH_DIFFERS -> "Send Hash-Algorithm=SHA256 exactly where the "
                    + "signature was made with SHA-256, and see that no rewrite drops it.";
            case SIGNATURE_MISMATCH -> "Request exactly the URL that was signed, and compare the public key of the signer's "
                    + "private key with the one that CloudFront has for this key pair ID.";
            case SCHEME_DIFFERS -> "Sign the URL with the scheme that viewers use, or redirect them to https before.";
            case HOST_DIFFERS -> "Sign for the host that viewers request, as it stands in their address bar.";
            case QUERY_DIFFERS -> "Put the query parameters into the URL before it is signed, or sign a custom policy whose "
                    + "resource ends with *.";
            case WILDCARD_IN_CANNED -> "Sign a custom policy, in which * and ? are wildcards, or sign each URL on its own.";
            case ENCODING_DIFFERS -> "Percent-encode the path first, and sign what comes of it.";
            case KEY_DIFFERS ->
                "Send the ID of the key that signs: configure private key and key pair ID as the pair they are.";
            case SIGNATURE_FORM_DIFFERS -> "Let the key sign as CloudFront verifies: RSASSA-PKCS1-v1_5, or ECDSA with SHA-256 "
                    + "and a DER-encoded signature.";
            case RESOURCE_MISMATCH -> "Request only what the resource covers, or widen it; a * that ends it covers the query, "
                    + "too.";
            case EXPIRED -> "Sign anew; if it was signed just now, the signer's clock is behind: synchronise it by NTP, and "
                    + "compute dates in UTC.";
            case NOT_YET_VALID -> "Wait, or let it begin earlier; if it was to hold at once, the signer's clock is ahead: "
                    + "synchronise it by NTP, and leave the start out.";
            case ADDRESS_MISMATCH -> "Sign for the address with which the viewer comes to CloudFront; behind a proxy, the "
                    + "application must be told to read its Forwarded headers.";
            case ADDRESS_NOT_IPV4 -> "Leave the address out of the policy, or switch IPv6 off for the distribution: "
                    + "CloudFront's IpAddress knows IPv4 only.";
        };
    }
}
